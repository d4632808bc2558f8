package org.tospace.gc.scan;

import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * A stretch of a page that an agent has reserved for the copies to come while it scans a page: one compare-and-set then serves several
 * objects. A third of what a copy costs would be that compare-and-set.
 *
 * <p>A chunk is the last of what is reserved in its page, or was until the page was closed or got an object longer than a chunk. Where no copy has come yet its
 * words are zero, so whoever walks that page waits for a header there.
 *
 * <p><b>Invariant (no-open-chunk):</b> an agent has a chunk only within {@link PageScanner#scan}, and none while it waits for anybody's header. So
 * whom others wait for at a chunk comes to its end: it waits at most for copiers, who wait for nothing.
 */
@SignalSafe
final class CopyChunk {
    /** log2 of a page's bytes divided by a chunk's. */
    private static final int PART_SHIFT = 5;

    private CopyChunk() {
    }

    /** The agent scans a page from here on. */
    static void begin(long heap, long agent) {
        Memory.putLong(agent + AgentRecord.CHUNK_BYTES, Memory.getLong(heap + ControlBlock.PAGE_BYTES) >>> PART_SHIFT);
    }

    /** The agent scans no more: what is left of its chunk becomes a filler. */
    static void end(long heap, long agent) {
        leave(heap, agent);
        Memory.putLong(agent + AgentRecord.CHUNK_BYTES, 0);
    }

    /**
     * Room in the chunk, which grows when it can; in a new one in the page that the agent scans or in its open page otherwise.
     *
     * @param bytes at most {@link AgentRecord#CHUNK_BYTES}
     * @return its address, or 0 when neither page has room
     */
    static long reserve(long heap, long agent, long bytes) {
        if (!hasRoom(agent, bytes) && (Memory.getLong(agent + AgentRecord.CHUNK) == 0 || !grow(agent, bytes))) {
            leave(heap, agent);
            if (!take(agent, Memory.getLong(agent + AgentRecord.INNER), bytes) && !take(agent, Memory.getLong(agent + AgentRecord.OPEN), bytes)) {
                return 0;
            }
        }
        return bump(agent, bytes);
    }

    /** Whether the agent has a chunk with so much room. */
    static boolean hasRoom(long agent, long bytes) {
        return Memory.getLong(agent + AgentRecord.CHUNK_END) - Memory.getLong(agent + AgentRecord.CHUNK) >= bytes;
    }

    /** Room in the chunk, which {@link #hasRoom}. */
    static long bump(long agent, long bytes) {
        long next = Memory.getLong(agent + AgentRecord.CHUNK);
        Memory.putLong(agent + AgentRecord.CHUNK, next + bytes);
        return next;
    }

    /** Makes the chunk longer, if it is still the last of its page and the page has room. */
    private static boolean grow(long agent, long bytes) {
        long record = Memory.getLong(agent + AgentRecord.CHUNK_PAGE);
        long end = Memory.getLong(agent + AgentRecord.CHUNK_END);
        long more = Math.min(Memory.getLong(agent + AgentRecord.CHUNK_BYTES), Memory.getLong(record + PageRecord.END) - end);
        if (end + more - Memory.getLong(agent + AgentRecord.CHUNK) < bytes
                || !Memory.compareAndSetLong(record + PageRecord.TOP, end, end + more)) {
            return false;
        }
        Memory.putLong(agent + AgentRecord.CHUNK_END, end + more);
        return true;
    }

    /** Begins a chunk at a page's top; compare-and-set: pairs with the same in {@link CopyArea#closeAt}. */
    private static boolean take(long agent, long record, long bytes) {
        if (record == 0) {
            return false;
        }
        long end = Memory.getLong(record + PageRecord.END);
        long chunkBytes = Memory.getLong(agent + AgentRecord.CHUNK_BYTES);
        while (true) {
            long top = Memory.getLongAcquire(record + PageRecord.TOP);
            if (end - top < bytes) {
                return false;
            }
            long taken = Math.min(chunkBytes, end - top);
            if (Memory.compareAndSetLong(record + PageRecord.TOP, top, top + taken)) {
                Memory.putLong(agent + AgentRecord.CHUNK, top);
                Memory.putLong(agent + AgentRecord.CHUNK_END, top + taken);
                Memory.putLong(agent + AgentRecord.CHUNK_PAGE, record);
                return true;
            }
        }
    }

    /** Gives up the chunk, if there is one; what is left of it becomes a filler. */
    static void leave(long heap, long agent) {
        fill(heap, agent, Memory.getLong(agent + AgentRecord.CHUNK_END));
    }

    /** Where the agent's chunk, which has room left, goes on in this page; 0 when it has none here. */
    static long nextIn(long agent, long record) {
        long next = Memory.getLong(agent + AgentRecord.CHUNK);
        return Memory.getLong(agent + AgentRecord.CHUNK_PAGE) == record && next != Memory.getLong(agent + AgentRecord.CHUNK_END) ? next : 0;
    }

    /**
     * Closes a page from its own chunk on, if the chunk is still the last of the page. It is given up in any case.
     *
     * @return whether nothing is left in the page behind what the agent has copied there
     */
    static boolean close(long heap, long agent) {
        long record = Memory.getLong(agent + AgentRecord.CHUNK_PAGE);
        long chunkEnd = Memory.getLong(agent + AgentRecord.CHUNK_END);
        long end = Memory.getLong(record + PageRecord.END);
        boolean last = Memory.compareAndSetLong(record + PageRecord.TOP, chunkEnd, end);
        fill(heap, agent, last ? end : chunkEnd);
        return last;
    }

    private static void fill(long heap, long agent, long end) {
        long next = Memory.getLong(agent + AgentRecord.CHUNK);
        if (next != end) {
            // Release: pairs with the acquire of whoever walks the page and waits for this header.
            Memory.putLongRelease(next + Memory.getLong(heap + ControlBlock.DELTA), ObjectHeader.filler(end - next));
        }
        Memory.putLong(agent + AgentRecord.CHUNK, 0);
        Memory.putLong(agent + AgentRecord.CHUNK_END, 0);
        Memory.putLong(agent + AgentRecord.CHUNK_PAGE, 0);
    }
}
