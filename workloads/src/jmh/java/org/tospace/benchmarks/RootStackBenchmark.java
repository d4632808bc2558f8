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
import org.tospace.gc.RootStack;

/**
 * What an interpreter's accesses to its operand stack cost, in a stack of 1,000 slots; each figure is for one. While a collection is under
 * way, slots below those that the flip has forwarded are asked for when they are first read: that is over when the first figure is taken, what remains is the
 * test.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RootStackBenchmark {
    private static final int FRAME = 1_000;
    private static final int LOCALS = 64;

    /** The heap's barrier. */
    @Param
    public Barrier barrier;

    /** Whether a collection is under way. */
    @Param({"false", "true"})
    public boolean collecting;

    private HeapInPhase state;
    private RootStack roots;

    /** Opens a heap and pushes a frame's local variables. */
    @Setup(Level.Trial)
    public void open() {
        state = new HeapInPhase(barrier, "16k");
        Mutator mutator = state.mutator;
        roots = mutator.roots();
        for (int i = 0; i < FRAME + LOCALS; i++) {
            roots.push(2L * i + 1);
        }
        if (collecting) {
            state.beginCollection();
        }
    }

    /** Closes the heap. */
    @TearDown(Level.Trial)
    public void close() {
        state.close();
    }

    /** Reads local variables. */
    @Benchmark
    @OperationsPerInvocation(LOCALS)
    public long get() {
        long sum = 0;
        for (int i = 0; i < LOCALS; i++) {
            sum += roots.get(FRAME + i);
        }
        return sum;
    }

    /** Changes local variables. */
    @Benchmark
    @OperationsPerInvocation(LOCALS)
    public void set() {
        for (int i = 0; i < LOCALS; i++) {
            roots.set(FRAME + i, 2L * i + 1);
        }
    }

    /** Pushes and pops, one after the other. */
    @Benchmark
    @OperationsPerInvocation(2 * LOCALS)
    public long pushAndPop() {
        long sum = 0;
        for (int i = 0; i < LOCALS; i++) {
            roots.push(2L * i + 1);
        }
        for (int i = 0; i < LOCALS; i++) {
            sum += roots.pop();
        }
        return sum;
    }

    /** What a stack machine does for {@code a = a + b}: two reads, two pushes, two pops, a push, a pop and a write. */
    @Benchmark
    @OperationsPerInvocation(9 * (LOCALS - 1))
    public void addInPlace() {
        for (int i = 1; i < LOCALS; i++) {
            roots.push(roots.get(FRAME + i - 1));
            roots.push(roots.get(FRAME + i));
            long right = roots.pop();
            long left = roots.pop();
            roots.push(left + right | 1);
            roots.set(FRAME + i - 1, roots.pop());
        }
    }
}
