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
 * What allocating an object of 32 bytes costs. Nothing survives, so collections are all flip and recycling; their share is in the
 * figure. With {@code -prof gc} it shows that no Java object is made.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AllocationBenchmark {
    private static final ObjectLayout NODE = ObjectLayout.of(1, 2, 8);

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

    /** An object of a layout known beforehand. */
    @Benchmark
    public long byLayout() {
        return mutator.allocate(NODE);
    }

    /** An object whose sizes are arguments. */
    @Benchmark
    public long bySizes() {
        return mutator.allocate(1, 2, 8);
    }
}
