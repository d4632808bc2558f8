package org.tospace.gc.collector;

import java.util.concurrent.atomic.AtomicBoolean;
import org.tospace.gc.HeapOptions;

/**
 * Flips a small heap of its own until the JVM has compiled what a flip runs: a flip is rare, so it would be interpreted for the first
 * two hundred times, and interpreted code waits for memory at every step when the caches hold the mutators' data. Once per process, by
 * a background thread that has nothing else to do, round by round.
 */
final class FlipRehearsal implements AutoCloseable {
    /** A few more than after which the JVM compiles a method. */
    private static final int ROUNDS = 300;
    /** Enough to be left pending by a flip. */
    private static final int PENDING_SLOTS = 256;
    private static final AtomicBoolean TAKEN = new AtomicBoolean();

    private final HeapMemory memory;
    private final AgentTable agents = new AgentTable();
    private final Roots roots;
    private final Collector collector;
    private final Agent agent;
    private int rounds;

    private FlipRehearsal(HeapOptions like) {
        memory = new HeapMemory(HeapOptions.builder().heapBytes(HeapOptions.smallestHeapBytes()).barrier(like.barrier())
                .protection(like.protection()).background(false).build());
        roots = new Roots(memory);
        roots.newShared(PENDING_SLOTS).setSize(PENDING_SLOTS);
        collector = new Collector(memory, agents, new Rendezvous(), roots);
        agent = agents.acquire();
    }

    /** The process' rehearsal, for a heap like the first; null to every caller but one. */
    static FlipRehearsal take(HeapOptions like) {
        return TAKEN.compareAndSet(false, true) ? new FlipRehearsal(like) : null;
    }

    /** One flip and the collection that it begins; false when no more are needed. */
    boolean round() {
        if (rounds == ROUNDS) {
            return false;
        }
        rounds++;
        collector.flip(null, agent, collector.collection());
        collector.complete(null, agent);
        return true;
    }

    @Override
    public void close() {
        memory.close();
        roots.close();
        agents.close();
    }
}
