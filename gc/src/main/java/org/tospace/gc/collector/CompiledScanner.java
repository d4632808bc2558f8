package org.tospace.gc.collector;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.util.List;
import org.tospace.gc.scan.Forwarding;
import org.tospace.gc.scan.OrderedScan;
import org.tospace.gc.scan.Revival;
import org.tospace.gc.scan.RootScan;
import org.tospace.gc.scan.ThreadTrap;
import org.tospace.runtime.linux.NativeFunctions;
import org.tospace.runtime.signalsafe.EntryPoint;
import org.tospace.runtime.signalsafe.SignalSafeCode;
import org.tospace.runtime.signalsafe.SignalSafeCompiler;

/**
 * The scanner as machine code, compiled from its own class files: when tospace is built ({@link ScannerImage}), or else when the first heap
 * needs it, once per process.
 *
 * <p>Called by normal downcalls: the calling thread is in native state meanwhile, reaches no JVM safepoint and holds none up. So a thread
 * that waits in a signal handler, where it holds up every safepoint, can rely on whoever scans the page it needs.
 */
final class CompiledScanner {
    private static final EntryPoint SERVE = EntryPoint.of(ThreadTrap.class, "serve");
    private static final EntryPoint TIME_STAMP = EntryPoint.of(ThreadTrap.class, "timeStamp");
    private static final EntryPoint SCAN_NEXT = EntryPoint.of(OrderedScan.class, "scanNext");
    private static final EntryPoint FORWARD_ROOTS = EntryPoint.of(RootScan.class, "forward");
    private static final EntryPoint FORWARD_VALUE = EntryPoint.of(Forwarding.class, "forwardValue");
    private static final EntryPoint REVIVE = EntryPoint.of(Revival.class, "forward");
    private static final List<EntryPoint> ENTRY_POINTS = List.of(SERVE, TIME_STAMP, SCAN_NEXT, FORWARD_ROOTS, FORWARD_VALUE, REVIVE);
    private static final SignalSafeCode CODE = load();

    private static final MethodHandle TIME_STAMP_CALL = CODE.handle(TIME_STAMP);
    private static final MethodHandle SCAN_NEXT_CALL = CODE.handle(SCAN_NEXT);
    private static final MethodHandle FORWARD_ROOTS_CALL = CODE.handle(FORWARD_ROOTS);
    private static final MethodHandle FORWARD_VALUE_CALL = CODE.handle(FORWARD_VALUE);
    private static final MethodHandle REVIVE_CALL = CODE.handle(REVIVE);

    private CompiledScanner() {
    }

    /** The image that the build has made, or, where classes are run without one, compiled now. */
    private static SignalSafeCode load() {
        try (InputStream image = CompiledScanner.class.getResourceAsStream(ScannerImage.RESOURCE)) {
            return image == null ? compile() : SignalSafeCode.read(image, ENTRY_POINTS);
        } catch (IOException e) {
            throw new UncheckedIOException("the image of the compiled scanner cannot be read: " + ScannerImage.RESOURCE, e);
        }
    }

    /** Compiles the scanner from its class files. */
    static SignalSafeCode compile() {
        return SignalSafeCompiler.compile(ENTRY_POINTS);
    }

    /** Where the service of traps starts: {@link ThreadTrap#serve}. */
    static long serviceAddress() {
        return CODE.address(SERVE);
    }

    /** The processor's ticks. */
    static long timeStamp() {
        try {
            return (long) TIME_STAMP_CALL.invokeExact();
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }

    static long scanNext(long heap, long agent, long maxPages) {
        try {
            return (long) SCAN_NEXT_CALL.invokeExact(heap, agent, maxPages);
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }

    static void forwardRoots(long heap, long agent, long address, long slots) {
        try {
            FORWARD_ROOTS_CALL.invokeExact(heap, agent, address, slots);
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }

    static long forwardValue(long heap, long agent, long value) {
        try {
            return (long) FORWARD_VALUE_CALL.invokeExact(heap, agent, value);
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }

    static long revive(long heap, long agent, long value, long room) {
        try {
            return (long) REVIVE_CALL.invokeExact(heap, agent, value, room);
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }
}
