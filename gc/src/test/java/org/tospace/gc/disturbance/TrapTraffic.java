package org.tospace.gc.disturbance;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import org.tospace.gc.Heap;
import org.tospace.gc.Mutator;
import org.tospace.gc.ObjectLayout;
import org.tospace.gc.RootStack;

/**
 * A mutator that traps as often as it can: it reads numbered cells in random order, so that after each flip it is on unscanned pages
 * most of the time, and allocates enough for the next. Everything that it reads is checked. One thread.
 */
final class TrapTraffic implements AutoCloseable {
    private static final int CELLS = 1000;
    private static final int READS = 300;
    private static final int REPLACEMENTS = 8;
    private static final int GARBAGE_BYTES = 16_000;
    private static final int COPIES = 20;
    private static final int WORDS = 30;
    private static final ObjectLayout TABLE = ObjectLayout.of(1, CELLS, 0);
    private static final ObjectLayout CELL = ObjectLayout.of(2, 1, WORDS * Long.BYTES);

    private final Mutator mutator;
    private final Random random;
    private final long[] raw = new long[WORDS];

    TrapTraffic(Heap heap, long seed) {
        mutator = heap.attach();
        random = new Random(seed);
        mutator.roots().push(mutator.allocate(TABLE));
        for (int i = 0; i < CELLS; i++) {
            put(i);
        }
    }

    /** A new cell in the table; it names the cell before and is named by the one behind, all its words are its number. */
    private void put(int number) {
        long cell = mutator.allocate(CELL);
        long table = mutator.roots().peek();
        for (int word = 0; word < WORDS; word++) {
            mutator.putLong(cell, CELL.rawOffset() + word * Long.BYTES, number);
        }
        mutator.setSlot(cell, 0, number == 0 ? 0 : mutator.getSlot(table, number - 1));
        mutator.setSlot(table, number, cell);
        long behind = number == CELLS - 1 ? 0 : mutator.getSlot(table, number + 1);
        if (behind != 0) {
            mutator.setSlot(behind, 0, cell);
        }
    }

    /** Some thousand accesses, and garbage for a part of the next collection. */
    void round() {
        RootStack roots = mutator.roots();
        for (int i = 0; i < READS; i++) {
            int number = random.nextInt(CELLS);
            long cell = mutator.getSlot(roots.peek(), number);
            require(cell, number);
            long before = mutator.getSlot(cell, 0);
            if (before != 0) {
                require(before, number - 1);
            }
        }
        for (int i = 0; i < COPIES; i++) {
            int number = random.nextInt(CELLS);
            // The JVM's own copying code traps too.
            mutator.copyOut(mutator.getSlot(roots.peek(), number), CELL.rawOffset(), MemorySegment.ofArray(raw), 0, WORDS * Long.BYTES);
            require(Arrays.stream(raw).allMatch(word -> word == number), number);
        }
        for (int i = 0; i < REPLACEMENTS; i++) {
            put(random.nextInt(CELLS));
            mutator.allocate(0, 0, GARBAGE_BYTES);
        }
    }

    private void require(long cell, int number) {
        require(mutator.getLong(cell, CELL.rawOffset() + (WORDS - 1) * Long.BYTES) == number, number);
    }

    private static void require(boolean right, int number) {
        if (!right) {
            throw new AssertionError("cell " + number + " holds something else");
        }
    }

    @Override
    public void close() {
        mutator.close();
    }
}
