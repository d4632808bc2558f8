package org.tospace.gc.collector;

import org.tospace.gc.scan.OrderedScan;
import org.tospace.gc.scan.RootScan;

/** How the scanner's code is run for a heap; all of a heap's scanning is run in the same way. Any agent, each with its own record. */
interface ScanEngine {
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

    /** The scanner as Java, run by the JVM: for heaps whose traps, if any, are upcalls. */
    static ScanEngine java(long control) {
        return new ScanEngine() {
            @Override
            public long scanNext(long agent, long maxPages) {
                return OrderedScan.scanNext(control, agent, maxPages);
            }

            @Override
            public void forwardRoots(long agent, long address, long slots) {
                RootScan.forward(control, agent, address, slots);
            }
        };
    }
}
