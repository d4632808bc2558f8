package org.tospace.gc.collector;

/**
 * A mutator as the collector sees it. Its abstract methods are called by its own thread at a safepoint, or by another while the
 * mutator is stopped or blocked.
 *
 * <table>
 *   <caption>States</caption>
 *   <tr><th>state</th><th>meaning</th><th>next</th><th>moved by</th></tr>
 *   <tr><td>RUNNING</td><td>may touch the heap</td><td>STOPPED, BLOCKED</td><td>its thread</td></tr>
 *   <tr><td>STOPPED</td><td>waits at a safepoint, or is the one who stops the others</td><td>RUNNING</td><td>its thread</td></tr>
 *   <tr><td>BLOCKED</td><td>does not touch the heap until it has asked</td><td>RUNNING</td><td>its thread</td></tr>
 * </table>
 */
public abstract class Participant {
    static final int RUNNING = 0;
    static final int STOPPED = 1;
    static final int BLOCKED = 2;

    private final Thread thread = Thread.currentThread();
    private final Agent agent;
    private final Room room = new Room();
    /** Volatile: the write of BLOCKED or STOPPED publishes all that the mutator did; see {@link Rendezvous}. */
    volatile int state;
    /** Where this mutator meets its collector; set when it is attached. */
    Rendezvous rendezvous;
    /** Whether its thread has blocked it for as long as it waits in another heap; touched by that thread only. */
    boolean blockedElsewhere;
    /** The last handshake this mutator took part in; guarded by the rendezvous' lock. */
    long acknowledged;

    /** A participant for the calling thread. */
    protected Participant(Agent agent) {
        this.agent = agent;
    }

    /** The thread that attached. */
    public final Thread thread() {
        return thread;
    }

    /** The record this mutator copies and scans with. */
    public final Agent agent() {
        return agent;
    }

    final Room room() {
        return room;
    }

    /** Ends the use of the allocation buffer: what is left of it becomes a filler. */
    protected abstract void retireBuffer();

    /** The thread ended without detaching: retires the buffer and gives back what the mutator held. */
    protected abstract void threadEnded();

    /** The root stack's slots, in native memory. */
    protected abstract RootArea roots();

    /** How many of them are in use. */
    protected abstract int rootsDepth();

    /** A flip has left the slots below {@code floor} pending. */
    protected abstract void setRootsFloor(int floor);

    /** Whether loads need the barrier's slow path from here on. */
    protected abstract void setGuarded(boolean guarded);
}
