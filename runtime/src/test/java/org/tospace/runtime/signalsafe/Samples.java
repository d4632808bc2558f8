package org.tospace.runtime.signalsafe;

import org.tospace.runtime.linux.NativeCall;
import org.tospace.runtime.linux.SystemCall;
import org.tospace.runtime.linux.SystemCallNumber;
import org.tospace.runtime.memory.Memory;

/** Methods in the subset that tests compile. */
@SignalSafe
final class Samples {

    static final long OFFSET = 1L << 33;

    private Samples() {
    }

    static long sixArguments(long a, int b, long c, int d, long e, boolean f) {
        return a + 2 * b + 3 * c + 5 * d + 7 * e + (f ? 11 : 13);
    }

    static long around(long a) {
        return a > 0 ? small(a) : seldom(a);
    }

    private static long small(long a) {
        return a * 3;
    }

    @OutOfLine
    private static long seldom(long a) {
        return a * 5;
    }

    static boolean isBelow(long a, long b) {
        return Long.compareUnsigned(a, b) < 0;
    }

    static long processId() {
        return SystemCall.invoke(SystemCallNumber.GETPID, 0, 0, 0);
    }

    /** Eight values that live across native calls. */
    static long callNative(long function, long a, long b, long c) {
        long x = a ^ b;
        long y = b + c;
        long z = a - c;
        long sum = 0;
        for (long i = 0; i < 3; i++) {
            sum = sum * 31 + NativeCall.invoke(function, a + i, b, c - i);
            x += y ^ sum;
            z = z * 5 + x;
        }
        return sum + x * 7 + y * 11 + z * 13 + a + 3 * b + 5 * c;
    }

    static long ticks(long loops) {
        long start = Memory.timeStamp();
        for (long i = 0; i < loops; i++) {
            Memory.pause();
        }
        Memory.yield();
        return Memory.timeStamp() - start;
    }

    static long constants(long a) {
        return a + OFFSET + SystemCallNumber.MMAP;
    }

    static long collatz(long start) {
        long steps = 0;
        for (long n = start; n != 1; steps++) {
            n = (n & 1) == 0 ? n >> 1 : 3 * n + 1;
        }
        return steps;
    }

    /** Adds to a sum in memory until a limit, with compare-and-set: for several threads. */
    static long addUpTo(long address, long limit) {
        long added = 0;
        while (true) {
            long value = Memory.getLongAcquire(address);
            if (value == limit) {
                return added;
            }
            if (Memory.compareAndSetLong(address, value, value + 1)) {
                added++;
            } else {
                Memory.pause();
            }
        }
    }

    /** Forty variables that are all wanted to the end. */
    static long fortyVariables(long x, long y) {
        long a0 = x + y;
        long a1 = x - y;
        long a2 = x * 3 ^ y;
        long a3 = y * 5 ^ x;
        long a4 = a0 + a1;
        long a5 = a1 ^ a2;
        long a6 = a2 - a3;
        long a7 = a3 * 7;
        long a8 = a4 >>> 3;
        long a9 = a5 << 2;
        long b0 = a6 >> 1;
        long b1 = a7 + a0;
        long b2 = a8 ^ a1;
        long b3 = a9 - a2;
        long b4 = b0 * a3;
        long b5 = b1 + a4;
        long b6 = b2 ^ a5;
        long b7 = b3 - a6;
        long b8 = b4 + a7;
        long b9 = b5 ^ a8;
        long c0 = b6 + a9;
        long c1 = b7 - b0;
        long c2 = b8 ^ b1;
        long c3 = b9 + b2;
        long c4 = c0 * b3;
        long c5 = c1 - b4;
        long c6 = c2 + b5;
        long c7 = c3 ^ b6;
        long c8 = c4 + b7;
        long c9 = c5 - b8;
        long d0 = c6 ^ b9;
        long d1 = c7 + c0;
        long d2 = c8 - c1;
        long d3 = c9 ^ c2;
        long d4 = d0 + c3;
        long d5 = d1 - c4;
        long d6 = d2 ^ c5;
        long d7 = d3 + c6;
        long d8 = d4 - c7;
        long d9 = d5 ^ c8;
        long sum = 0;
        for (int i = 0; i < 3; i++) {
            sum = 31 * sum + (a0 ^ a1 ^ a2 ^ a3 ^ a4 ^ a5 ^ a6 ^ a7 ^ a8 ^ a9) + (b0 ^ b1 ^ b2 ^ b3 ^ b4 ^ b5 ^ b6 ^ b7 ^ b8 ^ b9)
                    + (c0 ^ c1 ^ c2 ^ c3 ^ c4 ^ c5 ^ c6 ^ c7 ^ c8 ^ c9) + (d0 ^ d1 ^ d2 ^ d3 ^ d4 ^ d5 ^ d6 ^ d7 ^ d8 ^ d9);
            a0 += sum;
            b1 -= sum;
            c2 ^= sum;
            d3 += i;
            a9 = d9 << i;
            d6 = a6 >> sum;
        }
        return sum + d7 + d8;
    }
}
