package org.tospace.gc;

import org.tospace.gc.collector.Agent;
import org.tospace.gc.collector.Collector;
import org.tospace.gc.collector.Participant;
import org.tospace.gc.inspect.Inspection;

/**
 * Collections and inspections that somebody asks for. A mutator does its part of the work as the agent that it is; all other threads take turns
 * in being one more agent.
 */
final class Requests {
    private final Collector collector;
    /** Used by threads that are no mutators; guarded by its own monitor. */
    private final Agent visitor;

    Requests(Collector collector, Agent visitor) {
        this.collector = collector;
        this.visitor = visitor;
    }

    /**
     * Sees a collection through that begins after the call, until listeners have been told of its end.
     *
     * @param mutator the caller's, or null
     */
    void collect(Mutator mutator) {
        if (mutator != null) {
            collect(mutator.port(), mutator.port().agent());
            mutator.refreshGuard();
            return;
        }
        new StackRoom().require();
        synchronized (visitor) {
            collect(null, visitor);
        }
    }

    private void collect(Participant self, Agent agent) {
        long known;
        do {
            known = collector.collection();
            collector.complete(self, agent);
        } while (!collector.flip(self, agent, known));
        collector.complete(self, agent);
        collector.awaitTold(self);
    }

    /**
     * Shows what is live to {@code inspection}, while mutators are stopped.
     *
     * @param mutator the caller's, or null
     */
    <T, E extends Exception> T inspect(Mutator mutator, Inspection<T, E> inspection) throws E {
        if (mutator != null) {
            try {
                return collector.inspect(mutator.port(), mutator.port().agent(), inspection);
            } finally {
                mutator.refreshGuard();
            }
        }
        new StackRoom().require();
        synchronized (visitor) {
            return collector.inspect(null, visitor, inspection);
        }
    }
}
