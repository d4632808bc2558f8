package org.tospace.gc.collector;

import java.util.HashMap;
import java.util.Map;
import org.tospace.gc.scan.AgentDirectory;
import org.tospace.runtime.trap.NativeThread;

/**
 * Keeps {@link AgentDirectory}, by which a signal handler finds the faulting mutator's agent. Any thread; one at a time writes.
 */
public final class ThreadDirectory {
    private final long control;
    private final Map<Agent, Long> threads = new HashMap<>();

    /** The directory of a heap. */
    public ThreadDirectory(HeapMemory memory) {
        this.control = memory.control();
    }

    /** Makes an agent the calling thread's. */
    public synchronized void add(Agent agent) {
        long thread = NativeThread.pointer();
        AgentDirectory.add(control, thread, agent.record());
        threads.put(agent, thread);
    }

    /** Forgets an agent's thread, if it has one; that thread touches the heap no more. */
    public synchronized void remove(Agent agent) {
        Long thread = threads.remove(agent);
        if (thread != null) {
            AgentDirectory.remove(control, thread, agent.record());
        }
    }
}
