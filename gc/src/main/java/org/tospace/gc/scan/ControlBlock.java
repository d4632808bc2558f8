package org.tospace.gc.scan;

/**
 * Layout of a heap's control block: everything that forwarding and scanning need to know, in {@value #BYTES} bytes of native memory.
 *
 * <p>The words of the first group never change. Those of the second change at a flip, while every mutator is stopped and no
 * collector thread is at work, and are read plainly. Those of the third change at any time, by atomic operations only, each group
 * of them in a cache line of its own.
 */
public final class ControlBlock {
    /** Bytes of a control block. */
    public static final long BYTES = 1280;

    /** Constant: address of the mutators' view; a multiple of the page's size. */
    public static final long BASE = 0;
    /** Constant: the collector's view minus the mutators' view. */
    public static final long DELTA = 8;
    /** Constant: bytes in a page. */
    public static final long PAGE_BYTES = 16;
    /** Constant ({@code int}): log2 of the bytes in a page. */
    public static final long PAGE_SHIFT = 24;
    /** Constant ({@code int}): 1 when mutators check references themselves and pages are never protected. */
    public static final long CHECKED = 28;
    /** Constant: address of the page records. */
    public static final long PAGE_TABLE = 32;
    /** Constant: bits of a value that tell a reference. */
    public static final long REFERENCE_MASK = 40;
    /** Constant: what those bits are in a reference. */
    public static final long REFERENCE_PATTERN = 48;
    /** Constant: bits of a reference that are its address. */
    public static final long ADDRESS_MASK = 56;
    /** Constant: address of the table of huge objects, {@link HugeTable}. */
    public static final long HUGE_TABLE = 64;
    /** Constant: how many entries it has room for. */
    public static final long HUGE_CAPACITY = 72;
    /** Constant: address of the ring of trap records, {@link TrapRing}; 0 when traps leave none. */
    public static final long RING = 80;

    /** Constant: address of the directory of agents, {@link AgentDirectory}. */
    public static final long DIRECTORY = 88;
    /** Constant: how many entries it has, minus 1. */
    public static final long DIRECTORY_MASK = 96;
    /** Constant ({@code int}): by which mechanism pages are closed, one of the values of {@link RangeOpener}. */
    public static final long PROTECTION = 104;
    /** Constant ({@code int}): the file descriptor of the {@code userfaultfd}; -1 where there is none. */
    public static final long USER_FAULT_DESCRIPTOR = 108;
    /** Constant: bytes of a space's addresses; the spaces are neighbours, from {@link #BASE} up. */
    public static final long SPACE_BYTES = 112;
    /** Constant: how many of them, from the space's start up, are for copies. */
    public static final long COPY_AREA_BYTES = 120;

    /** Per flip: start of from-space; a multiple of the page size. */
    public static final long FROM_BASE = 128;
    /** Per flip: bytes of from-space's addresses. */
    public static final long FROM_BYTES = 136;
    /** Per flip: start of to-space's copy area. */
    public static final long COPY_BASE = 144;
    /** Per flip: end of to-space's copy area. */
    public static final long COPY_LIMIT = 152;
    /** Per flip: the number of the collection; also what a fault record keeps. */
    public static final long COLLECTION = 160;
    /** Constant: what {@link #RANGES_LEFT} starts with at each flip. */
    public static final long RANGES_AT_FLIP = 168;
    /** Constant: where a space's window on large objects starts, counted from the start of the space; it reaches to the space's end. */
    public static final long LARGE_OFFSET = 176;
    /** Constant: address of the records of large objects, {@link LargeObjects}. */
    public static final long LARGE_TABLE = 184;

    /** Per flip: how many chunks of roots were left pending; see {@link RootChunks}. */
    public static final long ROOT_CHUNKS = 192;
    /** Constant: where the part of that window starts whose objects have slots, counted likewise. */
    public static final long SLOTTED_OFFSET = 208;
    /** Constant: address of the list of large objects with slots that were named, {@link ScanList}. */
    public static final long SCAN_LIST = 216;
    /** Constant: the background collector's agent record, which scans at the cursor while others scan ahead of it; 0 when there is none. */
    public static final long LEADER = 200;

    /** Atomic: end of the reserved part of the copy area. */
    public static final long COPY_TOP = 256;
    /** Atomic: how many pages are scanned, of the copy area and of large objects that stay; equal to those that are to be when scanning has ended. */
    public static final long SCANNED_PAGES = 320;
    /** Atomic: no page below this address is UNSCANNED or FREE. */
    public static final long CURSOR = 384;
    /** Atomic: how many more mappings the view may be split into. */
    public static final long RANGES_LEFT = 448;
    /** Atomic: how many traps are waiting for a page that another agent has claimed. */
    public static final long WAITING = 512;
    /** Atomic: how many entries the table of huge objects has. */
    public static final long HUGE_COUNT = 576;
    /** Atomic: 0, or what went wrong for good; one of the values of {@link Failure}. */
    public static final long FAILURE = 640;
    /** Atomic: 1 once somebody is about to set {@link #FAILURE}. */
    public static final long FAILURE_CLAIM = 664;
    /** Written by who sets {@link #FAILURE}: the address it is about. */
    public static final long FAILURE_ADDRESS = 648;
    /** Written by who sets {@link #FAILURE}: a detail, such as an error number. */
    public static final long FAILURE_DETAIL = 656;

    /** Per collection, before any object is watched: address of the list of woken objects, {@link WakeList}. */
    public static final long WOKEN = 704;
    /** Atomic: how many entries that list has. */
    public static final long WOKEN_COUNT = 712;
    /** Atomic: the first {@link RootRecord} that may still have chunks to claim in order; 0 when there is none. */
    public static final long ROOTS = 768;
    /** What a large object that is named gets for its mark; changes at a flip, and once in a collection where what is dead gets known. See {@link LargeObjects}. */
    public static final long LARGE_MARK = 896;
    /** Atomic: how many chunks of roots are not scanned yet. */
    public static final long ROOT_CHUNKS_LEFT = 832;
    /** Atomic: bytes of the copy area that large objects have, those that are copied. */
    public static final long COPIED_LARGE_BYTES = 960;

    /** Atomic: how many pages those large objects have that stay where they are, have slots, and were named. */
    public static final long NAMED_PAGES = 1024;
    /** Atomic: how many objects {@link ScanList} has. */
    public static final long SCAN_LIST_COUNT = 1088;
    /** Atomic: the first of them that may have pages nobody has claimed. */
    public static final long SCAN_LIST_NEXT = 1152;

    private ControlBlock() {
    }
}
