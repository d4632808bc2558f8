package org.tospace.gc.collector;

import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.ReentrantLock;
import org.tospace.gc.Barrier;
import org.tospace.gc.HeapOptions;
import org.tospace.runtime.linux.SystemCallException;

/**
 * Flips a small heap of its own, for what that leaves behind in the processor and in the JVM. A flip is rare: the JVM would interpret it for the first two
 * hundred times, and afterwards its code and the collector's tables have long been driven out of the caches by the mutators' data, so that half of a flip is waiting
 * for memory. So background threads flip this heap until the JVM has compiled what a flip runs, and once more when a flip is near, which brings that into the
 * cache that all processors share.
 *
 * <p>One for each barrier, shared by the background threads of all heaps, and there as long as one of them is.
 */
final class FlipRehearsal {
    /** A few more than after which the JVM compiles a method. */
    private static final int ROUNDS = 300;
    /** Enough to be left pending by a flip. */
    private static final int PENDING_SLOTS = 256;
    /** Mappings that it may take: nothing lives in this heap, so no page of it is ever opened. */
    private static final long MAPS = 64;
    /** Flips there have been, by barrier: what the JVM has compiled outlives the heaps. */
    private static final AtomicIntegerArray DONE = new AtomicIntegerArray(Barrier.values().length);
    /** Guarded by itself. */
    private static final Map<Barrier, FlipRehearsal> SHARED = new EnumMap<>(Barrier.class);

    private final Barrier barrier;
    private final HeapMemory memory;
    private final AgentTable agents;
    private final Roots roots;
    private final Collector collector;
    private final Agent agent;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean broken;
    /** Guarded by {@link #SHARED}. */
    private int users;

    private FlipRehearsal(HeapOptions like) {
        barrier = like.barrier();
        memory = new HeapMemory(HeapOptions.builder().heapBytes(HeapOptions.smallestHeapBytes()).barrier(barrier)
                .protection(like.protection()).mapBudget(MAPS).background(false).build());
        agents = new AgentTable();
        roots = new Roots(memory);
        roots.newShared(PENDING_SLOTS).setSize(PENDING_SLOTS);
        collector = new Collector(memory, agents, new Rendezvous(), roots);
        agent = agents.acquire();
    }

    /** The rehearsal for heaps with the barrier of this one, for the caller to {@link #release}; none where the system refuses what it takes. */
    static Optional<FlipRehearsal> acquire(HeapOptions like) {
        synchronized (SHARED) {
            FlipRehearsal rehearsal = SHARED.get(like.barrier());
            if (rehearsal == null) {
                try {
                    rehearsal = new FlipRehearsal(like);
                } catch (SystemCallException | UncheckedIOException e) {
                    return Optional.empty();
                }
                SHARED.put(like.barrier(), rehearsal);
            }
            rehearsal.users++;
            return Optional.of(rehearsal);
        }
    }

    /** Ends the caller's use. */
    void release() {
        synchronized (SHARED) {
            users--;
            if (users == 0) {
                SHARED.remove(barrier);
                memory.close();
                roots.close();
                agents.close();
            }
        }
    }

    /** How many flips there have been in this process. */
    int rounds() {
        return DONE.get(barrier.ordinal());
    }

    /** Whether the JVM may not have compiled a flip yet. */
    boolean isUnfinished() {
        return !broken && rounds() < ROUNDS;
    }

    /**
     * One flip and the collection that it begins, unless another thread is at it. Fails in silence, and for good: it only makes the flips of others shorter.
     *
     * @return whether there may be another
     */
    boolean round() {
        if (broken || !lock.tryLock()) {
            return false;
        }
        try {
            DONE.incrementAndGet(barrier.ordinal());
            collector.flip(null, agent, collector.collection());
            collector.complete(null, agent);
        } catch (RuntimeException e) {
            broken = true;
        } finally {
            lock.unlock();
        }
        return !broken;
    }
}
