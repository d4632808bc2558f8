package org.tospace.gc.scan;

import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * Where a fault in a heap's views begins to be served when the scanner runs as machine code, in the signal handler, on whatever thread
 * faulted and in whatever state. On the fault path: allocates nothing, takes no lock, logs nothing.
 */
@SignalSafe
public final class ThreadTrap {
    private ThreadTrap() {
    }

    /**
     * Serves a fault.
     *
     * @param heap the control block
     * @param address what was accessed
     * @param thread the faulting thread's pointer
     * @return {@link PageTrap#SERVED}, or {@link PageTrap#NOT_OURS} also when the thread is no mutator of this heap
     */
    public static int serve(long heap, long address, long thread) {
        long agent = AgentDirectory.find(heap, thread);
        return agent == 0 ? PageTrap.NOT_OURS : PageTrap.serve(heap, agent, address);
    }

    /** The time stamp that trap records are made with: nanoseconds when run by the JVM, ticks of the processor when compiled. */
    public static long timeStamp() {
        return Memory.timeStamp();
    }
}
