package org.tospace.benchmarks;

import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.tospace.gc.ObjectLayout;
import org.tospace.gc.scan.OrderedScan;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;
import org.tospace.runtime.signalsafe.EntryPoint;
import org.tospace.runtime.signalsafe.SignalSafeCode;
import org.tospace.runtime.signalsafe.SignalSafeCompiler;

/**
 * Scanning a page of 4 KiB whose 511 slots name an object that is forwarded already, by the scanner's machine code and by the very same Java as
 * the JVM runs it. Refilling the page is in both figures, {@link #refill} is its share.
 *
 * <p>{@link #firstCall} is to be read by its counters: the ticks of the very first call of the machine code in a process, and the median of
 * those that follow.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--add-exports=org.tospace.gc/org.tospace.gc.scan=ALL-UNNAMED"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScannerBenchmark {
    private static final long PAGE_BYTES = ScannerGround.PAGE_BYTES;
    private static final int COPY_PAGES = 2;
    private static final long SLOTS = PAGE_BYTES / Long.BYTES - 1;
    /** The low bits of a header that says where the copy is. */
    private static final long FORWARDED = 2;
    private static final int CALLS = 1001;
    private static final EntryPoint SCAN_NEXT_ENTRY = EntryPoint.of(OrderedScan.class, "scanNext");
    private static final EntryPoint TIMED_ENTRY = EntryPoint.of(TimedScan.class, "ticks");
    private static final SignalSafeCode CODE = SignalSafeCompiler.compile(List.of(SCAN_NEXT_ENTRY, TIMED_ENTRY));
    private static final MethodHandle SCAN_NEXT = CODE.handle(SCAN_NEXT_ENTRY);
    private static final MethodHandle TIMED = CODE.handle(TIMED_ENTRY);

    private ScannerGround ground;
    private NativeBlock template;

    /** Makes the page, whose slots name the one object of the from-space, and a copy of it as it is before it is scanned. */
    @Setup(Level.Trial)
    public void prepare() {
        ground = new ScannerGround(COPY_PAGES);
        template = NativeBlock.reserve(PAGE_BYTES);
        Memory.putLong(ground.fromPage, ground.page + PAGE_BYTES | FORWARDED);
        Memory.putLong(template.address(), ScannerGround.header(ObjectLayout.of(1, SLOTS, 0), false));
        for (long slot = 1; slot <= SLOTS; slot++) {
            Memory.putLong(template.address() + slot * Long.BYTES, ground.fromPage);
        }
    }

    /** Frees it. */
    @TearDown(Level.Trial)
    public void close() {
        template.close();
        ground.close();
    }

    /** Makes the page as it was before. */
    @Benchmark
    public void refill() {
        Memory.copy(template.address(), ground.page, PAGE_BYTES);
        ground.renew();
    }

    /** Machine code, by a downcall. */
    @Benchmark
    public long compiled() {
        refill();
        try {
            return (long) SCAN_NEXT.invokeExact(ground.control, ground.agent, 1L);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same as the JVM runs it. */
    @Benchmark
    public long java() {
        refill();
        return OrderedScan.scanNext(ground.control, ground.agent, 1);
    }

    /** What {@link #firstCall} saw. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Ticks {
        /** Of the first call. */
        public long first;
        /** The median of the next thousand. */
        public long warm;
    }

    /** The first call in the process and a thousand more, timed in machine code. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Fork(value = 9, jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--add-exports=org.tospace.gc/org.tospace.gc.scan=ALL-UNNAMED"})
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    public void firstCall(Ticks ticks) throws Throwable {
        long[] taken = new long[CALLS];
        for (int i = 0; i < CALLS; i++) {
            refill();
            taken[i] = (long) TIMED.invokeExact(ground.control, ground.agent);
        }
        if (Memory.getLong(ground.page + SLOTS * Long.BYTES) != ground.page + PAGE_BYTES) {
            throw new IllegalStateException("the page was not scanned");
        }
        ticks.first = taken[0];
        Arrays.sort(taken);
        ticks.warm = taken[CALLS / 2];
    }
}
