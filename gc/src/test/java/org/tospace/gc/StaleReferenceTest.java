package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Under stress a reference that was kept across a safepoint without a root is caught at its first use, and the message says so. */
class StaleReferenceTest {
    /** What is done with a stale reference. */
    private interface Use {
        void of(Mutator mutator, long stale, long good);
    }

    private static Map<String, Use> uses() {
        Map<String, Use> uses = new LinkedHashMap<>();
        uses.put("getSlot", (mutator, stale, _) -> mutator.getSlot(stale, 0));
        uses.put("setSlot target", (mutator, stale, good) -> mutator.setSlot(stale, 0, good));
        uses.put("setSlot value", (mutator, stale, good) -> mutator.setSlot(good, 0, stale));
        uses.put("compareAndSetSlot target", (mutator, stale, _) -> mutator.compareAndSetSlot(stale, 0, 0, 1));
        uses.put("compareAndSetSlot value", (mutator, stale, good) -> mutator.compareAndSetSlot(good, 0, mutator.getSlot(good, 0), stale));
        uses.put("getByte", (mutator, stale, _) -> mutator.getByte(stale, 16));
        uses.put("putByte", (mutator, stale, _) -> mutator.putByte(stale, 16, (byte) 1));
        uses.put("getShort", (mutator, stale, _) -> mutator.getShort(stale, 16));
        uses.put("putShort", (mutator, stale, _) -> mutator.putShort(stale, 16, (short) 1));
        uses.put("getInt", (mutator, stale, _) -> mutator.getInt(stale, 16));
        uses.put("putInt", (mutator, stale, _) -> mutator.putInt(stale, 16, 1));
        uses.put("getLong", (mutator, stale, _) -> mutator.getLong(stale, 16));
        uses.put("putLong", (mutator, stale, _) -> mutator.putLong(stale, 16, 1));
        uses.put("getFloat", (mutator, stale, _) -> mutator.getFloat(stale, 16));
        uses.put("putDouble", (mutator, stale, _) -> mutator.putDouble(stale, 16, 1));
        uses.put("copyIn", (mutator, stale, _) -> mutator.copyIn(MemorySegment.ofArray(new byte[8]), 0, stale, 16, 8));
        uses.put("copyOut", (mutator, stale, _) -> mutator.copyOut(stale, 16, MemorySegment.ofArray(new byte[8]), 0, 8));
        uses.put("tag", (mutator, stale, _) -> mutator.tag(stale));
        uses.put("identityHash", (mutator, stale, _) -> mutator.identityHash(stale));
        uses.put("hash of bytes", (mutator, stale, _) -> mutator.bytes().hash(stale));
        uses.put("hash of some bytes", (mutator, stale, _) -> mutator.bytes().hash(stale, 16, 8));
        uses.put("equal bytes", (mutator, stale, good) -> mutator.bytes().equal(good, stale));
        uses.put("bytes equal to text", (mutator, stale, _) -> mutator.bytes().equal(stale, "12345678"));
        uses.put("copy of bytes", (mutator, stale, good) -> mutator.bytes().copy(good, 16, stale, 16, 8));
        uses.put("putUtf8", (mutator, stale, _) -> mutator.bytes().putUtf8(stale, 16, "text"));
        uses.put("slotCount", (mutator, stale, _) -> mutator.slotCount(stale));
        uses.put("push", (mutator, stale, _) -> mutator.roots().push(stale));
        uses.put("set of a root", (mutator, stale, _) -> mutator.roots().set(0, stale));
        uses.put("new global root", (mutator, stale, _) -> mutator.heap().newGlobalRoot(stale));
        uses.put("set of a global root", (mutator, stale, _) -> {
            try (GlobalRoot root = mutator.heap().newGlobalRoot(0)) {
                root.set(stale);
            }
        });
        return uses;
    }

    private static final Map<String, Consumer<Mutator>> SAFEPOINTS = Map.of("allocate", mutator -> mutator.allocate(1, 1, 8), "collect",
            mutator -> mutator.heap().collect());

    @TestFactory
    Stream<DynamicTest> staleReferenceIsCaughtAtItsFirstUse() {
        return Stream.of(Barrier.values()).flatMap(barrier -> SAFEPOINTS.keySet().stream().flatMap(safepoint -> uses().keySet().stream()
                .map(use -> DynamicTest.dynamicTest(barrier.key() + ", " + use + " after " + safepoint, () -> check(barrier, safepoint, use)))));
    }

    private static void check(Barrier barrier, String safepoint, String use) {
        try (Heap heap = Heap.open("heap=1m,page=4k,stress=1,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            for (int i = 0; i < 10; i++) {
                mutator.roots().push(mutator.allocate(1, 1, 8));
            }
            long stale = mutator.roots().get(5);
            SAFEPOINTS.get(safepoint).accept(mutator);
            long good = mutator.roots().get(3);
            StaleReferenceException e = assertThrows(StaleReferenceException.class, () -> uses().get(use).of(mutator, stale, good));
            assertTrue(e.getMessage().contains("across a safepoint") && e.getMessage().contains("without a root"), e.getMessage());
            assertTrue(e.getMessage().contains(Long.toHexString(stale >>> 8)), e.getMessage());
            assertEquals("from-space", e.fault().space());
            assertEquals(e.fault(), heap.lastFault().orElseThrow());
            // And the heap is none the worse for it.
            assertEquals(8, mutator.rawBytes(mutator.roots().get(5)));
            heap.verify();
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void referencesThatAreFreshAreNotComplainedOf(Barrier barrier) {
        try (Heap heap = Heap.open("heap=1m,page=4k,stress=1,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            mutator.roots().push(mutator.allocate(1, 1, 8));
            long fresh = mutator.roots().peek();
            for (String use : List.of("getSlot", "setSlot value", "putLong", "copyIn", "copyOut", "tag", "identityHash", "equal bytes", "putUtf8", "set of a root", "set of a global root")) {
                uses().get(use).of(mutator, fresh, fresh);
            }
            assertTrue(heap.lastFault().isEmpty());
            heap.verify();
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void accessBeyondAnObjectIsRefused(Barrier barrier) {
        try (Heap heap = Heap.open("heap=1m,page=4k,stress=1,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            mutator.roots().push(mutator.allocate(1, 1, 8));
            long ref = mutator.roots().peek();
            assertThrows(IndexOutOfBoundsException.class, () -> mutator.getSlot(ref, 1));
            assertThrows(IndexOutOfBoundsException.class, () -> mutator.setSlot(ref, -1, 0));
            assertThrows(IndexOutOfBoundsException.class, () -> mutator.getLong(ref, 17));
            assertThrows(IndexOutOfBoundsException.class, () -> mutator.putByte(ref, -1, (byte) 0));
            assertThrows(IndexOutOfBoundsException.class, () -> mutator.compareAndSetSlot(ref, 1, 0, 1));
            heap.verify();
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void referenceKeptForTwoCollectionsIsCaught(Barrier barrier) {
        try (Heap heap = Heap.open("heap=1m,page=4k,stress=1,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            for (int i = 0; i < 500; i++) {
                mutator.roots().push(mutator.allocate(1, 1, 8));
            }
            long stale = mutator.roots().get(499);
            mutator.roots().truncate(1);
            heap.collect();
            heap.collect();
            StaleReferenceException e = assertThrows(StaleReferenceException.class, () -> mutator.getSlot(stale, 0));
            assertTrue(e.getMessage().contains("without a root"), e.getMessage());
            heap.verify();
        }
    }
}
