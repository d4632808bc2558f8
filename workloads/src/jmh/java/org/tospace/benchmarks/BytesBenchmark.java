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
import org.tospace.gc.Bytes;
import org.tospace.gc.Heap;
import org.tospace.gc.Mutator;

/** Identity hashes, and comparing and hashing the bytes of objects where they lie. With {@code -prof gc} it shows which make Java objects. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BytesBenchmark {
    /** The heap's barrier. */
    @Param
    public Barrier barrier;

    /** Chars of the texts. */
    @Param({"12", "1000"})
    public int chars;

    private Heap heap;
    private Mutator mutator;
    private Bytes bytes;
    private String text;
    private long first;
    private long second;
    private long stayed;

    /** Makes two objects with the same text, one of which has moved since it was asked for its identity hash. */
    @Setup(Level.Trial)
    public void open() {
        heap = Heap.open("heap=64m,barrier=" + barrier.key());
        mutator = heap.attach();
        bytes = mutator.bytes();
        text = "abcdefghij".repeat(chars).substring(0, chars);
        for (int i = 0; i < 2; i++) {
            mutator.roots().push(bytes.allocateUtf8(1, text));
        }
        mutator.identityHash(mutator.roots().get(0));
        heap.collect();
        first = mutator.roots().get(0);
        second = mutator.roots().get(1);
        mutator.roots().push(mutator.allocate(1, 0, 8));
        stayed = mutator.roots().peek();
    }

    /** Closes the heap. */
    @TearDown(Level.Trial)
    public void close() {
        mutator.close();
        heap.close();
    }

    /** Of an object that has not moved since it was first asked. */
    @Benchmark
    public int identityWhereItWas() {
        return mutator.identityHash(stayed);
    }

    /** Of an object that has. */
    @Benchmark
    public int identityKept() {
        return mutator.identityHash(first);
    }

    /** Two objects. */
    @Benchmark
    public boolean equalObjects() {
        return bytes.equal(first, second);
    }

    /** An object and a string. */
    @Benchmark
    public boolean equalText() {
        return bytes.equal(first, text);
    }

    /** XXH64. */
    @Benchmark
    public long hash() {
        return bytes.hash(first);
    }

    /** The same of a string. */
    @Benchmark
    public long hashText() {
        return bytes.hash(text);
    }

    /** A new string. */
    @Benchmark
    public String getString() {
        return bytes.getString(first);
    }

    /** A new object. */
    @Benchmark
    public long allocateUtf8() {
        return bytes.allocateUtf8(1, text);
    }
}
