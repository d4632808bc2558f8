package org.tospace.gc.scan;

/**
 * Layout of what belongs to one agent, that is, one thread that copies and scans: a mutator, the background collector, or the
 * thread that flips. {@value #BYTES} bytes, so that no two agents share a pair of cache lines.
 *
 * <p>Written by its agent only; the counters grow for as long as the heap lives and may be read by anyone at any time (a plain
 * aligned 64-bit read is never torn; it may be old).
 */
public final class AgentRecord {
    /** Bytes of a record. */
    public static final long BYTES = 256;

    /** Offset: the page record of the agent's own open copy page; 0 when it has none. */
    public static final long OPEN = 0;
    /** Offset: the page record of the page that the agent is scanning and may also fill; 0 when there is none. */
    public static final long INNER = 8;
    /** Offset: the agent's number. */
    public static final long ID = 16;
    /** Offset of a counter: objects that the agent copied. */
    public static final long OBJECTS_COPIED = 24;
    /** Offset of a counter: bytes that the agent copied. */
    public static final long BYTES_COPIED = 32;
    /** Offset of a counter: pages scanned when a mutator met them. */
    public static final long PAGES_BY_TRAP = 40;
    /** Offset of a counter: pages scanned in order, by the background collector or an assist. */
    public static final long PAGES_IN_ORDER = 48;
    /** Offset of a counter: traps served, those that only waited included. */
    public static final long TRAPS = 56;
    /** Offset of a counter: time stamps spent waiting for another agent to scan the page. */
    public static final long TRAP_WAIT = 64;
    /** Offset of a counter: time stamps spent in traps, waiting included. */
    public static final long TRAP_TIME = 72;
    /** Offset of room for the argument of a system call, {@link RangeOpener#SCRATCH_BYTES}. */
    public static final long SCRATCH = 80;

    /** Offset: where the next copy goes in the agent's chunk; see {@link CopyChunk}. 0 when it has none, like the next two. */
    public static final long CHUNK = 128;
    /** Offset: the end of the agent's chunk. */
    public static final long CHUNK_END = 136;
    /** Offset: the page record of the page that the agent's chunk is in. */
    public static final long CHUNK_PAGE = 144;
    /** Offset: how long chunks are to be; 0 when the agent is not scanning a page, and takes none. */
    public static final long CHUNK_BYTES = 152;

    private AgentRecord() {
    }
}
