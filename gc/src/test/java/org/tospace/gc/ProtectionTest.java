package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tospace.gc.testing.GraphRun;
import org.tospace.gc.testing.HeapMappings;
import org.tospace.gc.testing.ScatteredReads;
import org.tospace.gc.testing.Seeds;
import org.tospace.runtime.linux.Advice;
import org.tospace.runtime.linux.SignalAction;
import org.tospace.runtime.memory.Memory;

/** Each mechanism of protection does the same under each barrier that protects pages. */
class ProtectionTest {
    /** Open and closed parts of two spaces, two areas each, whatever the budget. */
    private static final long MAPPINGS_OF_A_HEAP = 8;

    /** The part of an option string that says barrier and protection; the mechanisms that this machine has. */
    static List<String> choices() {
        return Stream.of(Protection.MPROTECT, Protection.GUARD, Protection.USERFAULTFD)
                .filter(protection -> protection.mechanism().map(mechanism -> mechanism.probe().available()).orElse(true))
                .flatMap(protection -> Stream.of(Barrier.TRAP, Barrier.UPCALL)
                        .map(barrier -> "barrier=" + barrier.key() + ",protection=" + protection.key()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("choices")
    void randomGraphAgreesWithModel(String choice) {
        long seed = Seeds.next();
        for (String page : List.of("4k", "16k")) {
            HeapOptions options = HeapOptions.parse("heap=4m,roots=16k,page=" + page + "," + choice);
            HeapStatistics statistics = Seeds.run(seed, () -> GraphRun.run(options, 2, seed, 40_000));
            assertTrue(statistics.collections() > 2 && statistics.bytesCopied() > 100 * options.pageBytes(),
                    () -> "too little happened to mean anything: " + statistics);
        }
    }

    @ParameterizedTest
    @MethodSource("choices")
    void randomGraphAgreesWithModelWithoutBackgroundThread(String choice) {
        long seed = Seeds.next();
        HeapOptions options = HeapOptions.parse("heap=4m,roots=16k,page=4k,background=off," + choice);
        HeapStatistics statistics = Seeds.run(seed, () -> GraphRun.run(options, 1, seed, 40_000));
        assertTrue(statistics.collections() > 2 && statistics.bytesCopied() > 100 * options.pageBytes(),
                    () -> "too little happened to mean anything: " + statistics);
    }

    @ParameterizedTest
    @MethodSource("choices")
    void randomGraphAgreesWithModelUnderStress(String choice) {
        long seed = Seeds.next();
        HeapOptions options = HeapOptions.parse("heap=2m,roots=16k,page=4k,stress=20,verify=after-gc," + choice);
        HeapStatistics statistics = Seeds.run(seed, () -> GraphRun.run(options, 2, seed, 1_000));
        assertTrue(statistics.collections() > 50 && statistics.traps() > 100, () -> "too little happened to mean anything: " + statistics);
    }

    /** A page of a large object that nothing was copied to yet must trap, not show zeros; the end of its last page has no memory at all. */
    @ParameterizedTest
    @MethodSource("choices")
    void largeObjectIsWholeWhereverItIsMet(String choice) {
        int words = 300_001;
        try (Heap heap = Heap.open("heap=32m,background=off,large=0," + choice); Mutator mutator = heap.attach()) {
            mutator.roots().push(mutator.allocate(5, 0, words * 8L));
            for (int i = 0; i < words; i++) {
                mutator.putLong(mutator.roots().peek(), 8 + 8L * i, i + 1);
            }
            long traps = heap.statistics().traps();
            for (int round = 0; round < 4; round++) {
                long before = heap.statistics().collections();
                while (heap.statistics().collections() == before) {
                    mutator.allocate(0, 0, 4000);
                }
                long ref = mutator.roots().peek();
                for (int i = words - 1; i >= 0; i -= 97) {
                    assertEquals(i + 1, mutator.getLong(ref, 8 + 8L * i));
                }
            }
            assertTrue(heap.statistics().traps() > traps + 50, () -> "the object's pages must trap: " + heap.statistics());
            heap.verify();
        }
    }

    @ParameterizedTest
    @MethodSource("choices")
    void staleReferenceIsCaughtUnderStress(String choice) {
        try (Heap heap = Heap.open("heap=1m,page=4k,stress=1," + choice); Mutator mutator = heap.attach()) {
            for (int i = 0; i < 500; i++) {
                mutator.roots().push(mutator.allocate(1, 1, 8));
            }
            long copied = mutator.roots().get(5);
            long fresh = mutator.roots().peek();
            mutator.allocate(1, 1, 8);
            for (long stale : new long[] {copied, fresh}) {
                StaleReferenceException e = assertThrows(StaleReferenceException.class, () -> mutator.getSlot(stale, 0));
                assertEquals("from-space", e.fault().space());
                assertThrows(InternalError.class, () -> Memory.getLong(stale), "from-space must be closed");
                assertEquals(stale, heap.lastFault().orElseThrow().address());
            }
            assertEquals(8, mutator.rawBytes(mutator.roots().get(5)));
            heap.verify();
        }
    }

    @ParameterizedTest
    @MethodSource("choices")
    void onlyMprotectSplitsMappings(String choice) {
        LongAccumulator most = new LongAccumulator(Math::max, 0);
        try (Heap heap = Heap.open("heap=32m,page=4k,background=off," + choice)) {
            ScatteredReads.run(heap, new Random(1), 4000, 200_000, 200,
                    () -> most.accumulate(HeapMappings.in(heap.memory().base(), heap.memory().bytes())));
            assertTrue(heap.statistics().traps() > 100, () -> "too little happened to mean anything: " + heap.statistics());
            heap.verify();
        }
        assertEquals(choice.endsWith("mprotect"), most.get() > MAPPINGS_OF_A_HEAP, "mappings in the heap's range: " + most);
    }

    @ParameterizedTest
    @MethodSource("choices")
    void closingLeavesNothingBehind(String choice) {
        Heap.open("heap=1m," + choice).close();
        long descriptors = descriptors();
        long mappings = HeapMappings.ofHeaps();
        List<SignalAction> actions = List.of(SignalAction.current(SignalAction.SIGSEGV), SignalAction.current(SignalAction.SIGBUS));
        for (int i = 0; i < 20; i++) {
            try (Heap heap = Heap.open("heap=1m,stress=" + i % 2 + "," + choice); Mutator mutator = heap.attach()) {
                mutator.roots().push(mutator.allocate(1, 1, 8));
                heap.collect();
                assertEquals(8, mutator.rawBytes(mutator.roots().peek()));
                assertTrue(descriptors() > descriptors);
            }
        }
        assertEquals(descriptors, descriptors());
        assertEquals(mappings, HeapMappings.ofHeaps());
        assertEquals(actions, List.of(SignalAction.current(SignalAction.SIGSEGV), SignalAction.current(SignalAction.SIGBUS)));
    }

    private static long descriptors() {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.map(ProtectionTest::target).filter(target -> target.contains("memfd:tospace") || target.contains("userfaultfd")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            // The directory's own descriptor, closed by now.
            return "";
        }
    }

    /** What the kernel may do when it is short of memory: the open page loses its page table entry and keeps its contents. */
    @Test
    void anOpenPageThatTheKernelTookTheEntryOfIsOpenedAgain() {
        assumeTrue(choices().stream().anyMatch(choice -> choice.endsWith("userfaultfd")), "this machine has no userfaultfd");
        try (Heap heap = Heap.open("heap=4m,page=16k,barrier=trap,protection=userfaultfd"); Mutator mutator = heap.attach()) {
            mutator.roots().push(mutator.allocate(1, 0, 40_000));
            mutator.putLong(mutator.roots().peek(), 30_000, 42);
            heap.collect();
            long ref = mutator.roots().peek();
            assertEquals(42, mutator.getLong(ref, 30_000));
            Advice.give(Advice.DONTNEED, ref & -4096, 4096);
            Advice.give(Advice.DONTNEED, ref + 30_000 & -4096, 4096);
            assertEquals(1, mutator.tag(ref));
            assertEquals(42, mutator.getLong(ref, 30_000));
            assertTrue(heap.lastFault().isEmpty());
            heap.verify();
        }
    }

    @ParameterizedTest
    @EnumSource(Protection.class)
    void namesAreReadAndWritten(Protection protection) {
        HeapOptions options = HeapOptions.parse("barrier=trap,protection=" + protection.key());
        assertEquals(protection, options.protection());
        assertTrue(options.toString().contains("protection=" + protection.key()));
        assertEquals(protection, HeapOptions.parse(options.toString()).protection());
        assertEquals(protection, options.toBuilder().pageBytes(4096).build().protection());
    }

    @Test
    void checkedProtectsNothingSoOnlyAutoIsAllowed() {
        for (Protection protection : Protection.values()) {
            HeapOptions.Builder builder = HeapOptions.builder().barrier(Barrier.CHECKED).protection(protection);
            if (protection == Protection.AUTO) {
                builder.build();
            } else {
                String message = assertThrows(IllegalArgumentException.class, builder::build).getMessage();
                assertEquals("protection must be auto with barrier=checked, which protects no pages: " + protection.key(), message);
            }
        }
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        String message = assertThrows(IllegalArgumentException.class, () -> HeapOptions.parse("protection=mlock")).getMessage();
        assertEquals("protection must be one of auto, mprotect, guard, userfaultfd: mlock", message);
    }
}
