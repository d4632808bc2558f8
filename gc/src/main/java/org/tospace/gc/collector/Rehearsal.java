package org.tospace.gc.collector;

import org.tospace.gc.Barrier;
import org.tospace.gc.HeapOptions;
import org.tospace.gc.scan.ControlBlock;
import org.tospace.gc.scan.ObjectHeader;
import org.tospace.gc.scan.OrderedScan;
import org.tospace.gc.scan.PageTrap;
import org.tospace.gc.scan.RootChunks;
import org.tospace.gc.scan.RootRecord;
import org.tospace.gc.scan.RootScan;
import org.tospace.gc.scan.SpaceExchange;
import org.tospace.runtime.memory.Memory;

/**
 * Runs the scanner once on a small heap of its own, so that the JVM has loaded and linked its code before the first flip or trap of a real
 * heap: that took ten milliseconds inside the pause. Once per process, when the first heap is opened.
 */
public final class Rehearsal {
    private static final long LARGE_SLOTS = 4096;
    private static final long STAYING_PAGES = 2;

    static {
        perform();
    }

    private Rehearsal() {
    }

    /** Sees to it that the rehearsal is over. */
    public static void ensure() {
        // The class's initialization is the rehearsal.
    }

    private static void perform() {
        HeapOptions options = HeapOptions.builder().heapBytes(HeapOptions.smallestHeapBytes()).barrier(Barrier.CHECKED).build();
        try (HeapMemory memory = new HeapMemory(options); AgentTable agents = new AgentTable()) {
            long control = memory.control();
            long agent = agents.acquire().record();
            long small = memory.first().newBase();
            long large = small + ObjectHeader.sizeBytes(2, 0);
            LargeArea area = new LargeArea(memory);
            long stayingBytes = STAYING_PAGES * options.pageBytes();
            long staying = memory.first().largeBase() + area.take(memory.first(), stayingBytes, true);
            area.show(staying, staying, stayingBytes);
            Memory.putLong(staying, ObjectHeader.of(0, 1, 0));
            Memory.putLong(staying + ObjectHeader.WORD_BYTES, small);
            Memory.putLong(small, ObjectHeader.of(0, 2, 0));
            Memory.putLong(small + ObjectHeader.WORD_BYTES, large);
            Memory.putLong(large, ObjectHeader.of(0, LARGE_SLOTS, 0));
            Memory.putLong(large + ObjectHeader.WORD_BYTES, small);
            RootArea roots = new RootArea(RootRecord.CHUNK_SLOTS + 1);
            Memory.putLong(roots.address(), small);
            Memory.putLong(roots.address() + ObjectHeader.WORD_BYTES, staying);
            SpaceExchange.begin(control, 1, agents.address(), agents.used());
            RootScan.forward(control, agent, roots.address(), 2);
            PageTrap.serve(control, agent, Memory.getLong(roots.address()));
            Memory.putLong(control + ControlBlock.ROOT_CHUNKS_LEFT, roots.defer(1, RootRecord.CHUNK_SLOTS + 1, 0));
            Memory.putLong(control + ControlBlock.ROOTS, roots.record());
            RootChunks.require(control, agent, roots.record(), 0);
            while (!OrderedScan.hasEnded(control)) {
                OrderedScan.scanNext(control, agent, 1);
            }
            SpaceExchange.begin(control, 2, agents.address(), agents.used());
            Memory.clear(large, Long.BYTES);
            roots.close();
        }
    }
}
