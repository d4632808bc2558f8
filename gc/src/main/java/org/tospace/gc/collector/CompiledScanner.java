package org.tospace.gc.collector;

import java.lang.invoke.MethodHandle;
import org.tospace.gc.scan.ThreadTrap;
import org.tospace.runtime.linux.NativeFunctions;
import org.tospace.runtime.signalsafe.EntryPoint;
import org.tospace.runtime.signalsafe.SignalSafeCode;

/**
 * The scanner as machine code, compiled from its own class files: when tospace is built ({@link ScannerImage}), or else when the first heap
 * needs it, once per process.
 *
 * <p>Called by normal downcalls: the calling thread is in native state meanwhile, reaches no JVM safepoint and holds none up. So a thread
 * that waits in a signal handler, where it holds up every safepoint, can rely on whoever scans the page it needs.
 */
final class CompiledScanner {
    private static final SignalSafeCode CODE = ScannerImage.load();

    private static final MethodHandle TIME_STAMP_CALL = bind(ScannerImage.TIME_STAMP);
    private static final MethodHandle SCAN_NEXT_CALL = bind(ScannerImage.SCAN_NEXT);
    private static final MethodHandle FORWARD_ROOTS_CALL = bind(ScannerImage.FORWARD_ROOTS);
    private static final MethodHandle FORWARD_VALUE_CALL = bind(ScannerImage.FORWARD_VALUE);
    private static final MethodHandle REVIVE_CALL = bind(ScannerImage.REVIVE);
    private static final MethodHandle REQUIRE_ROOT_CALL = bind(ScannerImage.REQUIRE_ROOT);
    private static final MethodHandle EXCHANGE_CALL = bind(ScannerImage.EXCHANGE);

    private CompiledScanner() {
    }

    private static MethodHandle bind(EntryPoint entry) {
        return NativeFunctions.downcall(CODE.address(entry));
    }

    /** Where the service of traps starts: {@link ThreadTrap#serve}. */
    static long serviceAddress() {
        return CODE.address(ScannerImage.SERVE);
    }

    /** The processor's ticks. */
    static long timeStamp() {
        try {
            return (long) TIME_STAMP_CALL.invokeExact(0L, 0L, 0L, 0L);
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }

    static void exchangeSpaces(long heap, long collection, long agents, long count) {
        try {
            long ignored = (long) EXCHANGE_CALL.invokeExact(heap, collection, agents, count);
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }

    static long scanNext(long heap, long agent, long maxPages) {
        try {
            return (long) SCAN_NEXT_CALL.invokeExact(heap, agent, maxPages, 0L);
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }

    static void requireRoot(long heap, long agent, long area, long index) {
        try {
            long ignored = (long) REQUIRE_ROOT_CALL.invokeExact(heap, agent, area, index);
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }

    static void forwardRoots(long heap, long agent, long address, long slots) {
        try {
            long ignored = (long) FORWARD_ROOTS_CALL.invokeExact(heap, agent, address, slots);
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }

    static long forwardValue(long heap, long agent, long value) {
        try {
            return (long) FORWARD_VALUE_CALL.invokeExact(heap, agent, value, 0L);
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
