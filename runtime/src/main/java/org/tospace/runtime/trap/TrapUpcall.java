package org.tospace.runtime.trap;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.tospace.runtime.linux.NativeFunctions;

/** The Java end of a region's upcall: nothing thrown leaves it, since that would end the process. */
final class TrapUpcall {

    /**
     * What a handler threw.
     *
     * @param threadId on which thread
     * @param address for which address
     * @param throwable what
     */
    record Thrown(long threadId, long address, Throwable throwable) {
    }

    private static final int ACCESS_AGAIN = 1;
    private static final int GIVE_UP = 0;
    private static final FunctionDescriptor DESCRIPTOR = FunctionDescriptor.of(JAVA_INT, JAVA_LONG);
    private static final MethodHandle SERVE;

    static {
        try {
            SERVE = MethodHandles.lookup().findVirtual(TrapUpcall.class, "serve",
                    MethodType.methodType(int.class, long.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final TrapHandler handler;
    private volatile Thrown lastThrown;

    TrapUpcall(TrapHandler handler) {
        this.handler = handler;
    }

    /** The address of code that calls {@link #serve}. */
    long stub(Arena arena) {
        return NativeFunctions.upcall(SERVE.bindTo(this), DESCRIPTOR, arena);
    }

    /** Null if nothing was thrown yet. */
    Thrown lastThrown() {
        return lastThrown;
    }

    private int serve(long address) {
        try {
            return handler.trap(address) ? ACCESS_AGAIN : GIVE_UP;
        } catch (Throwable e) {
            keep(address, e);
            return GIVE_UP;
        }
    }

    /** Keeping may itself run out of stack or memory; then what was thrown is lost, and the access still given up. */
    private void keep(long address, Throwable thrown) {
        try {
            lastThrown = new Thrown(Thread.currentThread().threadId(), address, thrown);
        } catch (Throwable e) {
            lastThrown = null;
        }
    }
}
