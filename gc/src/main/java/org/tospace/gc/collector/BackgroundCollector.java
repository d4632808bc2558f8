package org.tospace.gc.collector;

import java.util.concurrent.locks.LockSupport;

/** The thread that collects beside the mutators. Sleeps while no collection is under way. */
public final class BackgroundCollector implements AutoCloseable {
    /** Pages scanned, and opened by one system call, at a time. */
    private static final long RUN_PAGES = 16;

    private final Collector collector;
    private final AgentTable agents;
    private final Agent agent;
    private final Thread thread;
    private volatile boolean closing;

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
        try {
            rehearse();
            collect();
        } catch (RuntimeException | Error e) {
            collector.fail(e);
        }
    }

    private void rehearse() {
        try (FlipRehearsal rehearsal = FlipRehearsal.take(collector.memory().options())) {
            boolean going = rehearsal != null;
            while (going && !closing && !collector.isActive()) {
                going = rehearsal.round();
            }
        }
    }

    private void collect() {
        Backoff backoff = new Backoff();
        while (!closing) {
            if (!collector.isActive() || collector.hasFailed()) {
                collector.events().drain();
                LockSupport.park(this);
                backoff.reset();
            } else if (collector.step(null, agent, RUN_PAGES) != 0) {
                backoff.reset();
                collector.events().drain();
            } else {
                backoff.pause();
            }
        }
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
