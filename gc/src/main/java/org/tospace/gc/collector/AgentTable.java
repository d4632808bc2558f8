package org.tospace.gc.collector;

import java.util.ArrayDeque;
import java.util.Deque;
import org.tospace.gc.scan.AgentRecord;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;

/**
 * The agent records of a heap. A record given back is used again, its counters running on, so that sums over the table are the
 * heap's. Any thread.
 */
public final class AgentTable implements AutoCloseable {
    /** The largest number of agents at a time: mutators, the background collector and the one for callers that are no mutators. */
    static final int CAPACITY = 4096;

    private final NativeBlock block = NativeBlock.reserve(CAPACITY * AgentRecord.BYTES);
    private final Deque<Agent> free = new ArrayDeque<>();
    private volatile int used;

    /**
     * An agent nobody else has.
     *
     * @throws IllegalStateException when there are too many
     */
    public synchronized Agent acquire() {
        Agent again = free.poll();
        if (again != null) {
            return again;
        }
        if (used == CAPACITY) {
            throw new IllegalStateException("a heap has at most " + (CAPACITY - 2) + " mutators at a time");
        }
        Agent agent = new Agent(used, block.address() + used * AgentRecord.BYTES);
        Memory.putLong(agent.record() + AgentRecord.ID, agent.id());
        used++;
        return agent;
    }

    /** Gives an agent back that has no open page any more or will be reset by the next flip before it is used to copy. */
    public synchronized void release(Agent agent) {
        free.add(agent);
    }

    /** The sum of a counter over all agents. */
    long sum(long counter) {
        long sum = 0;
        for (int i = 0; i < used; i++) {
            sum += Memory.getLong(block.address() + i * AgentRecord.BYTES + counter);
        }
        return sum;
    }

    /** The first record's address; the others follow. */
    long address() {
        return block.address();
    }

    /** How many records have ever been in use. */
    int used() {
        return used;
    }

    @Override
    public void close() {
        block.close();
    }
}
