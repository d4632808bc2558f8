package org.tospace.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.tospace.gc.Barrier;
import org.tospace.gc.Mutator;

/**
 * What a mutator pays for each reference that it loads first after a flip, by barrier: pages of 4 KiB that are nothing but references, all of which it
 * loads in order. Under the barriers that protect pages the first of a page is a trap in which all are forwarded, under the other each load
 * forwards one. The objects are forwarded already, or are copied then; {@link CopyBenchmark} has the scanner's part alone.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 30)
@Measurement(iterations = 30)
public class ForwardingBenchmark {
    private static final int PAGE_SLOTS = 512;
    private static final int REFERENCES = 64 * PAGE_SLOTS;
    private static final int HEADER_BYTES = 8;

    /** The heap's barrier. */
    @Param
    public Barrier barrier;

    /** Bytes of each of the objects that are copied; 0 for a single object, which is forwarded already. */
    @Param({"0", "16", "64", "256"})
    public int bytes;

    private HeapInPhase state;
    private Mutator mutator;

    /** Makes an array of references and what it refers to. */
    @Setup(Level.Trial)
    public void prepare() {
        state = new HeapInPhase(barrier, "4k");
        mutator = state.mutator;
        mutator.roots().push(mutator.allocate(1, PAGE_SLOTS + REFERENCES, 0));
        mutator.roots().push(mutator.allocate(2, 0, HEADER_BYTES));
        for (int i = 0; i < PAGE_SLOTS + REFERENCES; i++) {
            // What the first page refers to is met before anything is measured.
            long target = bytes == 0 || i < PAGE_SLOTS ? mutator.roots().get(1) : mutator.allocate(2, 0, bytes - HEADER_BYTES);
            mutator.setSlot(mutator.roots().get(0), i, target);
        }
    }

    /** Closes all pages, but for the first, and that of the object that is forwarded already. */
    @Setup(Level.Invocation)
    public void beginCollection() {
        state.beginCollection();
        mutator.getSlot(mutator.roots().get(0), 0);
        mutator.tag(mutator.roots().get(1));
    }

    /** Closes the heap. */
    @TearDown(Level.Trial)
    public void close() {
        state.close();
    }

    /** Loads every reference but those of the first page. */
    @Benchmark
    @OperationsPerInvocation(REFERENCES)
    public long load() {
        long array = mutator.roots().get(0);
        long sum = 0;
        for (int i = PAGE_SLOTS; i < PAGE_SLOTS + REFERENCES; i++) {
            sum += mutator.getSlot(array, i);
        }
        return sum;
    }
}
