package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tospace.gc.testing.GraphMutator;
import org.tospace.gc.testing.GraphRun;
import org.tospace.gc.testing.HeapMappings;
import org.tospace.gc.testing.MutatorThreads;
import org.tospace.gc.testing.Seeds;

/** Several heaps in a process do not disturb each other, and leave nothing behind. */
class SeveralHeapsTest {
    private static final String[] OPTIONS = {"heap=2m,page=4k,barrier=upcall", "heap=2m,barrier=checked", "heap=2m,page=4k,barrier=trap,background=off",
        "heap=2m,page=16k,barrier=trap,encoding=nan-boxing", "heap=4m,page=4k,barrier=upcall,stress=50"};

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void heapsOfOneThreadAreIndependent(int count) {
        long seed = Seeds.next();
        Seeds.run(seed, () -> {
            List<Heap> heaps = new ArrayList<>();
            List<Mutator> mutators = new ArrayList<>();
            List<GraphMutator> graphs = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                heaps.add(Heap.open(OPTIONS[i]));
                mutators.add(heaps.get(i).attach());
                graphs.add(new GraphMutator(mutators.get(i), seed + i, heaps.get(i).options().spaceBytes() / 4));
            }
            for (int round = 0; round < 1500; round++) {
                for (GraphMutator graph : graphs) {
                    graph.run(20);
                }
            }
            for (int i = 0; i < count; i++) {
                graphs.get(i).compareAll();
                heaps.get(i).verify();
                assertTrue(heaps.get(i).statistics().collections() > 0);
                // Its trap region goes; the others' must stay served.
                heaps.get(i).close();
                for (int j = i + 1; j < count; j++) {
                    graphs.get(j).run(200);
                }
            }
            return null;
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void heapsOfDifferentThreadsAreIndependent(int count) {
        long seed = Seeds.next();
        Seeds.run(seed, () -> {
            MutatorThreads.run(count, index -> GraphRun.run(HeapOptions.parse(OPTIONS[index]), 1, seed + index, 20_000));
            return null;
        });
    }

    /** Who waits in one heap, for a flip, for the end of a collection or to leave a blocked region, must hold up no flip of another. */
    @ParameterizedTest
    @ValueSource(strings = {"heap=1m,barrier=trap", "heap=1m,barrier=checked", "heap=1m,barrier=trap,background=off"})
    void threadsOfSeveralHeapsDoNotWaitForEachOther(String options) {
        List<Heap> heaps = List.of(Heap.open(options), Heap.open(options), Heap.open(options));
        int[][] attached = {{0, 1}, {1, 2, 0}, {2, 0}, {1}};
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        MutatorThreads.run(attached.length, index -> {
            while (System.nanoTime() < end) {
                useTogether(Arrays.stream(attached[index]).mapToObj(heaps::get).toList());
            }
        });
        // Not when threads hang: closing would wait for them, and nobody would learn where they are.
        heaps.forEach(Heap::close);
    }

    private static void useTogether(List<Heap> heaps) {
        List<Mutator> mutators = new ArrayList<>();
        heaps.forEach(heap -> mutators.add(heap.attach()));
        for (int i = 0; i < 500; i++) {
            Mutator mutator = mutators.get(i % mutators.size());
            try {
                mutator.allocate(0, 1, 20_000);
            } catch (HeapExhaustedException e) {
                // The others may take what each of its collections has freed; whether anyone hangs is asked here.
                Thread.yield();
            }
            if (i % 50 == 0) {
                mutator.blocked().close();
            }
        }
        mutators.forEach(Mutator::close);
    }

    @Test
    void openingAndClosingHundredsOfHeapsLeaksNothing() {
        useHeap(0);
        long mappings = HeapMappings.ofHeaps();
        long allMappings = HeapMappings.ofProcess();
        long files = openFiles();
        long threads = collectorThreads();
        for (int i = 0; i < 300; i++) {
            useHeap(i);
        }
        assertEquals(mappings, HeapMappings.ofHeaps());
        assertEquals(threads, collectorThreads());
        assertTrue(openFiles() <= files + 5, "files: " + files + " before, " + openFiles() + " after");
        // The JVM's own come and go; three hundred heaps would have left thousands.
        long after = HeapMappings.ofProcess();
        assertTrue(after <= allMappings + 100, "mappings: " + allMappings + " before, " + after + " after");
    }

    private static void useHeap(int number) {
        try (Heap heap = Heap.open(OPTIONS[number % OPTIONS.length]); Mutator mutator = heap.attach()) {
            mutator.roots().push(heap.options().encoding().value(mutator.allocate(1, 1, 10_000)));
            heap.collect();
            assertEquals(1, heap.verify().objects());
        }
    }

    private static long openFiles() {
        return new File("/proc/self/fd").list().length;
    }

    private static long collectorThreads() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals("tospace collector")).count();
    }
}
