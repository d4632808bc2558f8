package org.tospace.benchmarks;

import java.util.concurrent.TimeUnit;
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
import org.tospace.gc.Heap;
import org.tospace.gc.Mutator;
import org.tospace.gc.ObjectLayout;

/**
 * What allocating an object costs, by its size in bytes, the header included. Nothing survives, so collections are all flip and recycling; their
 * share is in the figure: what grows with the size is that share, and making the memory zero. The largest get room of their own, outside of the
 * buffer. With {@code -prof gc} it shows that no Java object is made.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AllocationBenchmark {
    private static final ObjectLayout BYTES_16 = ObjectLayout.of(1, 1, 0);
    private static final ObjectLayout BYTES_32 = ObjectLayout.of(1, 2, 8);
    private static final ObjectLayout BYTES_128 = ObjectLayout.of(1, 2, 104);
    private static final ObjectLayout BYTES_1K = ObjectLayout.of(1, 2, 1_000);
    private static final ObjectLayout BYTES_16K = ObjectLayout.of(1, 2, 16_360);

    /** The heap's barrier. */
    @Param
    public Barrier barrier;

    private Heap heap;
    private Mutator mutator;

    /** Opens the heap. */
    @Setup(Level.Trial)
    public void open() {
        heap = Heap.open("heap=64m,barrier=" + barrier.key());
        mutator = heap.attach();
    }

    /** Closes the heap. */
    @TearDown(Level.Trial)
    public void close() {
        mutator.close();
        heap.close();
    }

    /** The smallest object with a slot. */
    @Benchmark
    public long bytes16() {
        return mutator.allocate(BYTES_16);
    }

    /** Two slots and eight bytes. */
    @Benchmark
    public long bytes32() {
        return mutator.allocate(BYTES_32);
    }

    /** Two slots and the rest bytes, as the larger ones. */
    @Benchmark
    public long bytes128() {
        return mutator.allocate(BYTES_128);
    }

    /** See there. */
    @Benchmark
    public long bytes1k() {
        return mutator.allocate(BYTES_1K);
    }

    /** See there. */
    @Benchmark
    public long bytes16k() {
        return mutator.allocate(BYTES_16K);
    }

    /** 32 bytes once more, but the sizes are arguments. */
    @Benchmark
    public long bytes32BySizes() {
        return mutator.allocate(1, 2, 8);
    }
}
