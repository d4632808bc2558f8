package org.tospace.benchmarks;

import java.lang.invoke.MethodHandle;
import java.util.List;
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
import org.tospace.gc.ObjectLayout;
import org.tospace.gc.scan.OrderedScan;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.EntryPoint;
import org.tospace.runtime.signalsafe.SignalSafeCode;
import org.tospace.runtime.signalsafe.SignalSafeCompiler;

/**
 * Scanning a page of 4 KiB whose 127 slots each name an object of 24 bytes that nobody has copied yet, by the scanner's machine code. Making it
 * so again is in the figure, {@link #refill} is its share.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--add-exports=org.tospace.gc/org.tospace.gc.scan=ALL-UNNAMED"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CopyBenchmark {
    private static final int COPY_PAGES = 7;
    private static final long OBJECTS = 127;
    private static final long OBJECT_BYTES = 24;
    private static final EntryPoint SCAN_NEXT_ENTRY = EntryPoint.of(OrderedScan.class, "scanNext");
    private static final SignalSafeCode CODE = SignalSafeCompiler.compile(List.of(SCAN_NEXT_ENTRY));
    private static final MethodHandle SCAN_NEXT = CODE.handle(SCAN_NEXT_ENTRY);

    /** Whether the objects were asked for their identity hash. */
    @Param({"false", "true"})
    public boolean asked;

    private ScannerGround ground;
    private long pageHeader;
    private long objectHeader;

    /** Makes the page and room for the copies. */
    @Setup(Level.Trial)
    public void prepare() {
        ground = new ScannerGround(COPY_PAGES);
        pageHeader = ScannerGround.header(ObjectLayout.of(1, OBJECTS, ScannerGround.PAGE_BYTES - Long.BYTES * (OBJECTS + 1)), false);
        objectHeader = ScannerGround.header(ObjectLayout.of(1, 0, OBJECT_BYTES - Long.BYTES), asked);
    }

    /** Frees it. */
    @TearDown(Level.Trial)
    public void close() {
        ground.close();
    }

    /** Makes both spaces as they were before. */
    @Benchmark
    public void refill() {
        Memory.putLong(ground.page, pageHeader);
        for (long i = 0; i < OBJECTS; i++) {
            Memory.putLong(ground.fromPage + i * OBJECT_BYTES, objectHeader);
            Memory.putLong(ground.page + Long.BYTES * (i + 1), ground.fromPage + i * OBJECT_BYTES);
        }
        ground.renew();
    }

    /** Machine code, by a downcall. */
    @Benchmark
    public long copy() {
        refill();
        try {
            return (long) SCAN_NEXT.invokeExact(ground.control, ground.agent, 1L);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
