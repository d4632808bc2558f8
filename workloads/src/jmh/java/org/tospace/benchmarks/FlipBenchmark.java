package org.tospace.benchmarks;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.tospace.gc.Barrier;
import org.tospace.gc.CollectorEvent;
import org.tospace.gc.Heap;
import org.tospace.gc.Mutator;
import org.tospace.gc.ObjectLayout;

/**
 * How long a flip stops a mutator that has 100 roots to a million, by heap size and with a 64th of the heap live. Flips come when the mutator has filled a
 * space, as they do in life, so the caches hold its data and not the collector's. Read the counters {@code flipP50Nanos} and
 * {@code flipP99Nanos}; the score is the time of the allocation between.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 6)
@Measurement(iterations = 1)
public class FlipBenchmark {
    private static final int LISTS = 100;
    private static final int FLIPS = 100;
    private static final int PERCENT = 100;
    private static final long LIVE_PART = 64;
    private static final ObjectLayout NODE = ObjectLayout.of(1, 2, 8);

    /** The heap's barrier. */
    @Param
    public Barrier barrier;

    /** The heap's size. */
    @Param({"16m", "256m", "4g"})
    public String heapSize;

    /** Bytes of an array of references that is a root too. */
    @Param({"0", "33554432"})
    public long arrayBytes;

    /** How many root slots there are at least; each names the head of one of the lists. */
    @Param({"100", "10000", "1000000"})
    public int roots;

    private final long[] nanos = new long[FLIPS];
    private volatile int flips;
    private Heap heap;
    private Mutator mutator;

    /** Percentiles of an iteration's flips. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Percentiles {
        /** The median flip. */
        public long flipP50Nanos;
        /** The 99th of 100. */
        public long flipP99Nanos;
    }

    /** Builds 100 lists that take a 64th of the heap together. */
    @Setup(Level.Trial)
    public void prepare() {
        heap = Heap.open("heap=" + heapSize + ",barrier=" + barrier.key());
        mutator = heap.attach();
        long nodes = heap.options().heapBytes() / LIVE_PART / NODE.sizeBytes();
        for (int i = 0; i < LISTS; i++) {
            mutator.roots().push(0);
        }
        if (arrayBytes != 0) {
            mutator.roots().push(mutator.allocate(1, arrayBytes / Long.BYTES, 0));
        }
        for (long i = 0; i < nodes; i++) {
            long node = mutator.allocate(NODE);
            int root = (int) (i % LISTS);
            mutator.setSlot(node, 0, mutator.roots().get(root));
            mutator.roots().set(root, node);
        }
        while (mutator.roots().depth() < roots) {
            mutator.roots().push(mutator.roots().get(mutator.roots().depth() % LISTS));
        }
        heap.addListener(event -> {
            if (event instanceof CollectorEvent.Flip flip && flips < FLIPS) {
                nanos[flips] = flip.durationNanos();
                flips++;
            }
        });
    }

    /** Closes the heap. */
    @TearDown(Level.Trial)
    public void close() {
        mutator.close();
        heap.close();
    }

    /** Garbage, until there have been 100 flips. */
    @Benchmark
    public void allocate(Percentiles percentiles) {
        flips = 0;
        while (flips < FLIPS) {
            mutator.allocate(NODE);
        }
        Arrays.sort(nanos);
        percentiles.flipP50Nanos = nanos[FLIPS / 2];
        percentiles.flipP99Nanos = nanos[FLIPS * 99 / PERCENT];
    }
}
