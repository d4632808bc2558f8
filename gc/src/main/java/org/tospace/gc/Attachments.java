package org.tospace.gc;

import org.tospace.gc.collector.Agent;
import org.tospace.gc.collector.AgentTable;
import org.tospace.gc.collector.Rendezvous;
import org.tospace.gc.collector.ThreadDirectory;

/** Which threads are a heap's mutators. Any thread. */
final class Attachments {
    private final Heap heap;
    private final HeapUsers users;
    private final AgentTable agents;
    private final Rendezvous rendezvous;
    private final ThreadDirectory directory;
    private final ThreadLocal<Mutator> current = new ThreadLocal<>();

    Attachments(Heap heap, HeapUsers users, AgentTable agents, Rendezvous rendezvous, ThreadDirectory directory) {
        this.heap = heap;
        this.users = users;
        this.agents = agents;
        this.rendezvous = rendezvous;
        this.directory = directory;
    }

    /** The calling thread's mutator, or null. */
    Mutator current() {
        return current.get();
    }

    /** The calling thread's mutator, which may use the heap just now, or null. */
    Mutator caller() {
        Mutator mutator = current.get();
        if (mutator != null) {
            mutator.checkUse();
        }
        return mutator;
    }

    /** See {@link Heap#attach}. */
    Mutator attach() {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("a virtual thread cannot be a mutator: it may change its carrier between fault and trap");
        }
        if (current.get() != null) {
            throw new IllegalStateException("thread " + Thread.currentThread().getName() + " is attached already");
        }
        // A stack overflow further on would leave the thread attached by half, and the heap without a way to be closed.
        new StackRoom().requireAmple();
        users.addMutator();
        Agent agent = null;
        Mutator mutator = null;
        try {
            agent = agents.acquire();
            mutator = newMutator(agent);
        } finally {
            if (mutator == null) {
                abandon(agent);
            }
        }
        if (heap.options().barrier() == Barrier.TRAP) {
            directory.add(agent);
        }
        rendezvous.attach(mutator.port());
        mutator.leaveBlocked();
        current.set(mutator);
        return mutator;
    }

    private Mutator newMutator(Agent agent) {
        return switch (heap.options().barrier()) {
            case TRAP -> heap.checks() == null ? new TrapMutator(heap, agent) : new TestedTrapMutator(heap, agent);
            case UPCALL -> new UpcallMutator(heap, agent);
            case CHECKED -> new CheckedMutator(heap, agent);
        };
    }

    private void abandon(Agent agent) {
        if (agent != null) {
            release(agent);
        } else {
            users.removeMutator();
        }
    }

    /** The calling thread is no mutator any more. */
    void detach(Mutator mutator) {
        rendezvous.detach(mutator.port());
        current.remove();
    }

    /** Gives back what a mutator was. */
    void release(Agent agent) {
        directory.remove(agent);
        agents.release(agent);
        users.removeMutator();
    }
}
