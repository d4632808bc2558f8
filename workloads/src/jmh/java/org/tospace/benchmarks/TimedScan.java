package org.tospace.benchmarks;

import org.tospace.gc.scan.OrderedScan;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/** Times the scanner from inside its machine code, where no downcall is in the figure. */
@SignalSafe
final class TimedScan {
    private TimedScan() {
    }

    /** Scans the next page and returns how many of the processor's ticks that took. */
    static long ticks(long heap, long agent) {
        long start = Memory.timeStamp();
        OrderedScan.scanNext(heap, agent, 1);
        return Memory.timeStamp() - start;
    }
}
