package org.tospace.runtime.probe;

import org.tospace.runtime.linux.SystemCall;

/**
 * Calls {@code membarrier}: a full barrier in every thread of the process that runs, paid for by the caller alone. It
 * lets the frequent side of a handshake do without one, as the JVM's {@code -XX:+UseSystemMemoryBarrier} does for the
 * calls that accessors are.
 *
 * <p>The process stays registered for it, which is no mapping, descriptor or action and cannot be undone.
 */
final class ProcessBarrierProbe extends Probe {

    /** {@code membarrier(command, flags, cpu)}. */
    private static final long MEMBARRIER = 324;
    /** {@code MEMBARRIER_CMD_PRIVATE_EXPEDITED}. */
    private static final long PRIVATE_EXPEDITED = 1 << 3;
    /** {@code MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED}. */
    private static final long REGISTER_PRIVATE_EXPEDITED = 1 << 4;
    private static final int EPERM = 1;

    ProcessBarrierProbe() {
        super("process-wide barrier");
    }

    @Override
    String attempt() {
        long result = SystemCall.invoke(MEMBARRIER, PRIVATE_EXPEDITED, 0, 0);
        if (result == -EPERM) {
            // Not registered yet.
            SystemCall.check("membarrier(REGISTER_PRIVATE_EXPEDITED)", 0, 0,
                    SystemCall.invoke(MEMBARRIER, REGISTER_PRIVATE_EXPEDITED, 0, 0));
            result = SystemCall.invoke(MEMBARRIER, PRIVATE_EXPEDITED, 0, 0);
        }
        SystemCall.check("membarrier(PRIVATE_EXPEDITED)", 0, 0, result);
        return "membarrier, expedited, for the threads of this process";
    }
}
