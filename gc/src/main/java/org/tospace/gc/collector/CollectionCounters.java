package org.tospace.gc.collector;

import org.tospace.gc.scan.AgentRecord;
import org.tospace.runtime.memory.Memory;

/**
 * Sums of what all agents of a heap have done since it was opened; read while they go on, so of no single moment.
 *
 * @param traps traps served
 * @param trapWaitNanos time in them spent waiting for another agent
 * @param trapNanos time in them in all
 */
public record CollectionCounters(long objectsCopied, long bytesCopied, long pagesByTrap, long pagesByCollector, long pagesByAssist,
        long traps, long trapWaitNanos, long trapNanos) {

    static CollectionCounters read(AgentTable agents, long backgroundRecord, TrapClock clock) {
        long inOrder = agents.sum(AgentRecord.PAGES_IN_ORDER);
        long byCollector = backgroundRecord == 0 ? 0 : Memory.getLong(backgroundRecord + AgentRecord.PAGES_IN_ORDER);
        return new CollectionCounters(agents.sum(AgentRecord.OBJECTS_COPIED), agents.sum(AgentRecord.BYTES_COPIED),
                agents.sum(AgentRecord.PAGES_BY_TRAP), byCollector, Math.max(0, inOrder - byCollector), agents.sum(AgentRecord.TRAPS),
                clock.nanos(agents.sum(AgentRecord.TRAP_WAIT)), clock.nanos(agents.sum(AgentRecord.TRAP_TIME)));
    }
}
