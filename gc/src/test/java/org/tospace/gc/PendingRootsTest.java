package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tospace.gc.collector.RootArea;
import org.tospace.gc.scan.ControlBlock;
import org.tospace.gc.scan.Forwarding;
import org.tospace.gc.scan.OrderedScan;
import org.tospace.gc.scan.RootChunks;
import org.tospace.runtime.memory.Memory;

/** What the owner of a deep stack meets right after a flip, while nobody but itself forwards roots. */
class PendingRootsTest {
    private static final int DEPTH = 1_000;
    private static final ObjectLayout NUMBER = ObjectLayout.of(1, 0, 8);

    private Heap heap;
    private Mutator mutator;
    private RootStack roots;

    /** A heap without background thread, with {@code DEPTH} numbered objects on the stack and a flip just over. */
    private void afterFlip(Barrier barrier, Consumer<RootStack> test) {
        heap = Heap.open("heap=4m,background=off,roots=1002,barrier=" + barrier.key());
        try {
            mutator = heap.attach();
            roots = mutator.roots();
            for (int i = 0; i < DEPTH; i++) {
                roots.push(number(i));
            }
            flip();
            assertTrue(RootChunks.left(control()) > 10, "chunks left pending");
            test.accept(roots);
            heap.collect();
            heap.verify();
        } finally {
            heap.close();
        }
    }

    private void flip() {
        assertTrue(heap.collector().flip(mutator.port(), mutator.port().agent(), heap.collector().collection()));
        mutator.refreshGuard();
    }

    private long number(long value) {
        long object = mutator.allocate(NUMBER);
        mutator.putLong(object, NUMBER.rawOffset(), value);
        return object;
    }

    private long valueOf(long ref) {
        // (root-read): from-space still has the same number.
        assertFalse(Forwarding.isFromSpace(control(), ref), () -> "a from-space reference: 0x" + Long.toHexString(ref));
        return mutator.getLong(ref, NUMBER.rawOffset());
    }

    private long control() {
        return heap.memory().control();
    }

    private boolean isStale(RootArea area, int index) {
        return Forwarding.isFromSpace(control(), Memory.getLong(area.address() + 8L * index));
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void flipForwardsTheTopOnly(Barrier barrier) {
        afterFlip(barrier, stack -> {
            for (int i = 0; i < DEPTH - 64; i += 64) {
                assertTrue(i < 896 == isStale(stack.area(), i), "slot " + i);
            }
            assertFalse(isStale(stack.area(), DEPTH - 64));
        });
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void slotsAreReadableFromTopToBottom(Barrier barrier) {
        afterFlip(barrier, stack -> {
            for (int i = DEPTH - 1; i >= 0; i--) {
                assertEquals(i, valueOf(stack.peek()));
                assertEquals(i, valueOf(stack.pop()));
            }
            assertThrows(IndexOutOfBoundsException.class, stack::pop);
            assertEquals(0, RootChunks.left(control()));
        });
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void slotsAreReadableInAnyOrder(Barrier barrier) {
        afterFlip(barrier, stack -> {
            for (int i = 0; i < DEPTH; i++) {
                int slot = (int) (i * 377L % DEPTH);
                assertEquals(slot, valueOf(stack.get(slot)));
                assertEquals(slot, valueOf(stack.peek(DEPTH - 1 - slot)));
            }
            assertThrows(IndexOutOfBoundsException.class, () -> stack.get(-1));
            assertThrows(IndexOutOfBoundsException.class, () -> stack.get(Integer.MIN_VALUE));
            assertThrows(IndexOutOfBoundsException.class, () -> stack.get(DEPTH));
            assertThrows(IndexOutOfBoundsException.class, () -> stack.peek(DEPTH));
            assertThrows(IndexOutOfBoundsException.class, () -> stack.peek(-1));
        });
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void whatIsStoredBelowTheFloorStays(Barrier barrier) {
        afterFlip(barrier, stack -> {
            long top = stack.peek();
            for (int i = 0; i < 500; i += 2) {
                stack.set(i, i % 4 == 0 ? top : 2L * i + 1);
            }
            scanAllRoots();
            for (int i = 0; i < 500; i++) {
                if (i % 4 == 2) {
                    assertEquals(2L * i + 1, stack.get(i));
                } else {
                    assertEquals(i % 4 == 0 ? DEPTH - 1 : i, valueOf(stack.get(i)));
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void whatIsPushedOverPendingSlotsStays(Barrier barrier) {
        afterFlip(barrier, stack -> {
            long top = stack.peek();
            stack.truncate(100);
            for (int i = 100; i < 900; i++) {
                stack.push(i % 2 == 0 ? top : 2L * i + 1);
            }
            scanAllRoots();
            for (int i = 899; i >= 100; i--) {
                assertEquals(i % 2 == 0 ? top : 2L * i + 1, stack.pop());
            }
            for (int i = 99; i >= 0; i--) {
                assertEquals(i, valueOf(stack.pop()));
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void slotsRemovedBelowTheFloorKeepNothingAlive(Barrier barrier) {
        afterFlip(barrier, stack -> {
            stack.truncate(7);
            scanAllRoots();
            heap.collector().complete(mutator.port(), mutator.port().agent());
            // 7 below, and 104 forwarded at the flip.
            assertEquals(7 + DEPTH - 896, heap.statistics().objectsCopied());
        });
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void rangesAreRead(Barrier barrier) {
        afterFlip(barrier, stack -> {
            long[] values = new long[300];
            stack.copyTo(150, values, 50, 200);
            for (int i = 0; i < 200; i++) {
                assertEquals(150 + i, valueOf(values[50 + i]));
            }
            stack.copy(500, 450, 100);
            stack.copy(700, 760, 100);
            for (int i = 0; i < 100; i++) {
                assertEquals(500 + i, valueOf(stack.get(450 + i)));
                assertEquals(700 + i, valueOf(stack.get(760 + i)));
            }
            stack.insert(10, 1);
            assertEquals(1, stack.get(10));
            assertEquals(9, valueOf(stack.get(9)));
            assertEquals(10, valueOf(stack.get(11)));
            assertEquals(DEPTH - 1, valueOf(stack.get(DEPTH)));
            assertEquals(DEPTH + 1, stack.depth());
        });
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void scanningDoesNotEndBeforeTheLastRoot(Barrier barrier) {
        afterFlip(barrier, stack -> {
            long record = mutator.port().agent().record();
            long left = RootChunks.left(control());
            while (left > 1) {
                assertEquals(1, RootChunks.scanNext(control(), record, 1));
                assertEquals(--left, RootChunks.left(control()));
            }
            // As if the pages had all been scanned before the last chunk.
            Memory.putLong(control() + ControlBlock.SCANNED_PAGES, OrderedScan.reservedPages(control()));
            assertFalse(OrderedScan.hasEnded(control()));
            Memory.putLong(control() + ControlBlock.SCANNED_PAGES, 0);
        });
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void pendingRootOfAFailedHeapIsNotRead(Barrier barrier) {
        heap = Heap.open("heap=4m,background=off,barrier=" + barrier.key());
        try {
            mutator = heap.attach();
            roots = mutator.roots();
            long object = number(0);
            mutator.roots().pushCopies(object, DEPTH);
            roots.set(10, object + 8);
            flip();
            assertThrows(HeapFailureException.class, () -> roots.get(10));
            assertFalse(Forwarding.isFromSpace(control(), roots.peek()));
        } finally {
            heap.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void stackOfAMutatorThatClosesIsNotReadAnyMore(Barrier barrier) {
        heap = Heap.open("heap=4m,background=off,barrier=" + barrier.key());
        try {
            for (int round = 0; round < 5; round++) {
                mutator = heap.attach();
                roots = mutator.roots();
                for (int i = 0; i < DEPTH; i++) {
                    roots.push(number(i));
                }
                flip();
                mutator.close();
                heap.collect();
                assertEquals(0, heap.verify().objects());
            }
        } finally {
            heap.close();
        }
    }

    private void scanAllRoots() {
        heap.collector().complete(mutator.port(), mutator.port().agent());
        mutator.refreshGuard();
        assertEquals(0, RootChunks.left(control()));
    }
}
