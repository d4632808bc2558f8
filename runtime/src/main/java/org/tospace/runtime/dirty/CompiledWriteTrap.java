package org.tospace.runtime.dirty;

import java.lang.invoke.MethodHandle;
import java.util.List;
import org.tospace.runtime.linux.NativeFunctions;
import org.tospace.runtime.signalsafe.EntryPoint;
import org.tospace.runtime.signalsafe.SignalSafeCode;
import org.tospace.runtime.signalsafe.SignalSafeCompiler;

/** {@link WriteTrap} as machine code, compiled when it is first needed, never freed. */
final class CompiledWriteTrap {

    private static final EntryPoint SERVE = EntryPoint.of(WriteTrap.class, "serve");
    private static final EntryPoint TAKE = EntryPoint.of(WriteTrap.class, "take");
    private static final SignalSafeCode CODE = SignalSafeCompiler.compile(List.of(SERVE, TAKE));
    private static final MethodHandle TAKE_CALL = CODE.handle(TAKE);

    private CompiledWriteTrap() {
    }

    /** Where {@link WriteTrap#serve} starts. */
    static long serviceAddress() {
        return CODE.address(SERVE);
    }

    /** {@link WriteTrap#take}, the thread being in native state meanwhile: services that wait for it may hold up safepoints. */
    static long take(long block, long first, long runs, long capacity) {
        try {
            return (long) TAKE_CALL.invokeExact(block, first, runs, capacity);
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }
}
