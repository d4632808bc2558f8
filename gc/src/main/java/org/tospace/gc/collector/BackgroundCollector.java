package org.tospace.gc.collector;

import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The thread that collects beside the mutators. Sleeps while no collection is under way or near. */
public final class BackgroundCollector implements AutoCloseable {
    /** Pages scanned, and opened by one system call, at a time. */
    private static final long RUN_PAGES = 16;

    private final Collector collector;
    private final AgentTable agents;
    private final Agent agent;
    private final Thread thread;
    private volatile boolean closing;
    /** The collection whose end the last rehearsal of a flip that was near came after. */
    private long rehearsedFor = -1;

    /** Starts the thread. */
    public BackgroundCollector(Collector collector, AgentTable agents) {
        this.collector = collector;
        this.agents = agents;
        this.agent = agents.acquire();
        this.thread = Thread.ofPlatform().daemon().name("tospace collector").unstarted(this::run);
        collector.setBackground(thread, agent);
        thread.start();
    }

    private void run() {
        Optional<FlipRehearsal> rehearsal = Optional.empty();
        try {
            rehearsal = FlipRehearsal.acquire(collector.memory().options());
            collect(rehearsal);
        } catch (RuntimeException | Error e) {
            collector.fail(e);
        } finally {
            rehearsal.ifPresent(FlipRehearsal::release);
        }
    }

    private void collect(Optional<FlipRehearsal> rehearsal) {
        Backoff backoff = new Backoff();
        while (!closing) {
            if (!collector.isActive() || collector.hasFailed()) {
                collector.events().drain();
                if (rehearsal.isEmpty() || !rehearse(rehearsal.get())) {
                    LockSupport.park(this);
                }
                backoff.reset();
            } else if (collector.step(null, agent, RUN_PAGES) != 0) {
                backoff.reset();
                collector.events().drain();
            } else {
                backoff.pause();
            }
        }
    }

    /** What there is to do before a flip; false when that is nothing, or another thread is at it. */
    private boolean rehearse(FlipRehearsal rehearsal) {
        boolean near = rehearsedFor != collector.collection() && collector.isFlipNear();
        if (collector.hasFailed() || !near && !rehearsal.isUnfinished()) {
            return false;
        }
        if (near) {
            rehearsedFor = collector.collection();
        }
        return rehearsal.round();
    }

    /** Ends the thread and waits for it. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        agents.release(agent);
    }
}
