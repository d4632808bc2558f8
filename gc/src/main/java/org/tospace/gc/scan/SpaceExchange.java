package org.tospace.gc.scan;

import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * Makes a space to-space, empty, and the other from-space: what a flip changes in native memory, in one go, because code that runs
 * once in a while runs cold and each piece of it counts.
 *
 * <p>Only while mutators are stopped and no collector thread is at work.
 */
@SignalSafe
public final class SpaceExchange {
    private SpaceExchange() {
    }

    /**
     * Begins a collection: space {@code collection & 1} becomes to-space, and no agent has an open page.
     *
     * @param heap the control block
     * @param collection its number; 0 when the heap is opened
     * @param agents the first agent record
     * @param count how many there are
     */
    public static void begin(long heap, long collection, long agents, long count) {
        long base = Memory.getLong(heap + ControlBlock.BASE);
        long spaceBytes = Memory.getLong(heap + ControlBlock.SPACE_BYTES);
        long even = collection & 1;
        long to = base + even * spaceBytes;
        Memory.putLong(heap + ControlBlock.FROM_BASE, base + (1 - even) * spaceBytes);
        Memory.putLong(heap + ControlBlock.FROM_BYTES, spaceBytes);
        Memory.putLong(heap + ControlBlock.COPY_BASE, to);
        Memory.putLong(heap + ControlBlock.COPY_LIMIT, to + Memory.getLong(heap + ControlBlock.COPY_AREA_BYTES));
        Memory.putLong(heap + ControlBlock.COLLECTION, collection);
        Memory.putLong(heap + ControlBlock.LARGE_MARK, LargeObjects.mark(collection, LargeObjects.REACHED));
        Memory.putLong(heap + ControlBlock.COPY_TOP, to);
        Memory.putLong(heap + ControlBlock.SCANNED_PAGES, 0);
        Memory.putLong(heap + ControlBlock.COPIED_LARGE_BYTES, 0);
        Memory.putLong(heap + ControlBlock.NAMED_PAGES, 0);
        Memory.putLong(heap + ControlBlock.SCAN_LIST_COUNT, 0);
        Memory.putLong(heap + ControlBlock.SCAN_LIST_NEXT, 0);
        Memory.putLong(heap + ControlBlock.CURSOR, to);
        Memory.putLong(heap + ControlBlock.RANGES_LEFT, Memory.getLong(heap + ControlBlock.RANGES_AT_FLIP));
        HugeTable.clear(heap);
        forgetOpenPages(agents, agents + count * AgentRecord.BYTES);
    }

    private static void forgetOpenPages(long agents, long end) {
        for (long agent = agents; agent < end; agent += AgentRecord.BYTES) {
            Memory.putLong(agent + AgentRecord.OPEN, 0);
            Memory.putLong(agent + AgentRecord.INNER, 0);
        }
    }
}
