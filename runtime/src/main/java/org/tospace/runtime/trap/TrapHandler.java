package org.tospace.runtime.trap;

/**
 * Serves the faults of a region: Appel &amp; Li's TRAP.
 *
 * <p>Called on the thread that faulted, below its own frames, in the middle of a load or store; several threads may be in
 * it at once. Signals other than faults are blocked for that thread meanwhile. It may run any Java, block at a safepoint
 * and meet further traps, but must neither throw nor close its region. When it starts, the thread has 80 KiB of stack beyond
 * what the JVM itself keeps ready; a trap with less left is not served, and its access throws {@link StackOverflowError}.
 */
@FunctionalInterface
public interface TrapHandler {

    /**
     * Makes an address accessible, or not.
     *
     * @param address the first byte that could not be accessed
     * @return true to access again (which traps again if the page still forbids it), false to give the access up. Whatever
     *     is thrown counts as false and becomes the cause of the accessor's exception
     */
    boolean trap(long address);
}
