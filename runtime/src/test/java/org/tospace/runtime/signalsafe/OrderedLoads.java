package org.tospace.runtime.signalsafe;

import org.tospace.runtime.memory.Memory;

/** Loads of memory that others write, in the ways in which a compiler could spoil them. Each takes the address. */
@SignalSafe
final class OrderedLoads {

    private OrderedLoads() {
    }

    static long opaqueAsked(long address) {
        Memory.getLongOpaque(address);
        return 7;
    }

    static long acquireAsked(long address) {
        Memory.getLongAcquire(address);
        Memory.getIntAcquire(address);
        return 7;
    }

    static long opaqueOnce(long address) {
        long value = Memory.getLongOpaque(address);
        return value + (value ^ 5) + value * 3;
    }

    static long opaqueTwice(long address) {
        long first = Memory.getLongOpaque(address);
        long second = Memory.getLongOpaque(address);
        return second - first;
    }

    static long acquireTwice(long address) {
        long first = Memory.getLongAcquire(address);
        long second = Memory.getLongAcquire(address);
        return second - first;
    }

    /** Plain and opaque loads of one place. */
    static long opaqueBesidePlain(long address) {
        long same = Memory.getLongOpaque(address);
        long other = Memory.getLong(address);
        return same == 0 ? other : other + 1;
    }

    static long untilSet(long address) {
        long turns = 1;
        while (Memory.getLongOpaque(address) == 0) {
            turns++;
        }
        return turns;
    }
}
