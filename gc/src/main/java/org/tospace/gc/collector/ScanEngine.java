package org.tospace.gc.collector;

import org.tospace.gc.Barrier;
import org.tospace.gc.scan.Forwarding;
import org.tospace.gc.scan.OrderedScan;
import org.tospace.gc.scan.Revival;
import org.tospace.gc.scan.RootChunks;
import org.tospace.gc.scan.RootScan;
import org.tospace.gc.scan.SpaceExchange;
import org.tospace.gc.weak.Forwarder;

/** How the scanner's code is run for a heap; all of a heap's scanning is run in the same way. Any agent, each with its own record. */
interface ScanEngine extends Forwarder {
    /**
     * Exchanges the spaces; see {@link SpaceExchange#begin}.
     *
     * @param collection the new collection's number
     * @param agents all agents that there have been
     */
    void exchangeSpaces(long collection, AgentTable agents);

    /**
     * Scans the next pages in order; see {@link OrderedScan#scanNext}.
     *
     * @param agent the caller's agent record
     * @param maxPages how many at most
     * @return how many were scanned
     */
    long scanNext(long agent, long maxPages);

    /**
     * Forwards roots; see {@link RootScan#forward}.
     *
     * @param agent the caller's agent record
     * @param address the first slot
     * @param slots how many
     */
    void forwardRoots(long agent, long address, long slots);

    /**
     * Makes a pending root readable; see {@link RootChunks#require}.
     *
     * @param agent the caller's agent record
     * @param area the record of the slot's area
     * @param index the slot's
     */
    void requireRoot(long agent, long area, long index);

    /** What the time stamps of trap records mean. */
    TrapClock clock();

    /** The engine of a heap: machine code where traps are served in the signal handler, otherwise Java. */
    static ScanEngine of(HeapMemory memory) {
        return memory.options().barrier() == Barrier.TRAP ? compiled(memory.control()) : java(memory.control());
    }

    private static ScanEngine java(long control) {
        return new ScanEngine() {
            @Override
            public void exchangeSpaces(long collection, AgentTable agents) {
                SpaceExchange.begin(control, collection, agents.address(), agents.used());
            }

            @Override
            public long scanNext(long agent, long maxPages) {
                return OrderedScan.scanNext(control, agent, maxPages);
            }

            @Override
            public void forwardRoots(long agent, long address, long slots) {
                RootScan.forward(control, agent, address, slots);
            }

            @Override
            public long forward(long agent, long value) {
                return Forwarding.forwardValue(control, agent, value);
            }

            @Override
            public long revive(long agent, long value, long room) {
                return Revival.forward(control, agent, value, room);
            }

            @Override
            public void requireRoot(long agent, long area, long index) {
                RootChunks.require(control, agent, area, index);
            }

            @Override
            public TrapClock clock() {
                return TrapClock.NANOS;
            }
        };
    }

    private static ScanEngine compiled(long control) {
        TrapClock clock = TrapClock.ticks();
        return new ScanEngine() {
            @Override
            public void exchangeSpaces(long collection, AgentTable agents) {
                CompiledScanner.exchangeSpaces(control, collection, agents.address(), agents.used());
            }

            @Override
            public long scanNext(long agent, long maxPages) {
                return CompiledScanner.scanNext(control, agent, maxPages);
            }

            @Override
            public void forwardRoots(long agent, long address, long slots) {
                CompiledScanner.forwardRoots(control, agent, address, slots);
            }

            @Override
            public long forward(long agent, long value) {
                return CompiledScanner.forwardValue(control, agent, value);
            }

            @Override
            public long revive(long agent, long value, long room) {
                return CompiledScanner.revive(control, agent, value, room);
            }

            @Override
            public void requireRoot(long agent, long area, long index) {
                CompiledScanner.requireRoot(control, agent, area, index);
            }

            @Override
            public TrapClock clock() {
                return clock;
            }
        };
    }
}
