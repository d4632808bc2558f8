package org.tospace.gc.collector;

/**
 * What happens while mutators are stopped at the start of a collection: the spaces change roles, and the objects that the topmost roots
 * name are forwarded ({@link Roots}). No system call whose cost grows with the heap, except under stress, where from-space is closed at once.
 */
final class Flip {
    /** The copies of the last collection, when there was none. */
    static final long NO_COLLECTION_YET = -1;

    /** Live data is expected to be an eighth more than last time. */
    private static final long GROWTH_DIVISOR = 8;
    private static final long ESTIMATE_SLACK_PAGES = 4;

    private final HeapMemory memory;
    private final ScanEngine engine;
    private final AgentTable agents;
    private final Rendezvous rendezvous;
    private final Roots roots;
    private final NewArea newArea;
    private final Recycler recycler;
    private final Pace pace;

    Flip(HeapMemory memory, ScanEngine engine, AgentTable agents, Rendezvous rendezvous, Roots roots, NewArea newArea, Recycler recycler,
            Pace pace) {
        this.memory = memory;
        this.engine = engine;
        this.agents = agents;
        this.rendezvous = rendezvous;
        this.roots = roots;
        this.newArea = newArea;
        this.recycler = recycler;
        this.pace = pace;
    }

    /**
     * Exchanges the spaces and forwards the roots. Mutators are stopped, from-space is clean, no collector thread is at work.
     *
     * @param agent whom the roots' objects are copied by
     * @param number the new collection's
     * @param lastCopies bytes of copy pages that the last collection used; {@link #NO_COLLECTION_YET} when there was none
     * @return how many root slots there are
     */
    long exchange(Agent agent, long number, long lastCopies) {
        Space from = newArea.space();
        Space to = memory.other(from);
        long copyTop = from.copyBase() + newArea.copiedBytes();
        long usedBytes = newArea.copiedBytes() + newArea.usedBytes();
        recycler.take(from, copyTop, newArea.top());
        pace.begin(lastCopies == NO_COLLECTION_YET ? usedBytes / 2 : lastCopies, pace.largeBytes(), pace.namedBytes(), recycler.bytes());
        engine.exchangeSpaces(number, agents);
        newArea.begin(to, estimate(usedBytes, lastCopies));
        long slots = roots.flip(agent, number, rendezvous.participants());
        for (Participant participant : rendezvous.participants()) {
            participant.setGuarded(true);
        }
        if (memory.options().stress() != 0) {
            recycler.closeUsed();
            newArea.large().showIn(to, from);
        }
        return slots;
    }

    private long estimate(long usedBytes, long lastCopies) {
        if (lastCopies == NO_COLLECTION_YET) {
            return usedBytes / 2;
        }
        return Math.min(usedBytes, lastCopies + lastCopies / GROWTH_DIVISOR + ESTIMATE_SLACK_PAGES * memory.options().pageBytes());
    }
}
