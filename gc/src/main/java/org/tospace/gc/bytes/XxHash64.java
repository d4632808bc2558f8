package org.tospace.gc.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.tospace.runtime.memory.Memory;

/** XXH64 with seed 0, by the specification of xxHash (Collet 2012, document version 0.1.1). */
public final class XxHash64 {
    private static final long PRIME_1 = 0x9E37_79B1_85EB_CA87L;
    private static final long PRIME_2 = 0xC2B2_AE3D_27D4_EB4FL;
    private static final long PRIME_3 = 0x1656_67B1_9E37_79F9L;
    private static final long PRIME_4 = 0x85EB_CA77_C2B2_AE63L;
    private static final long PRIME_5 = 0x27D4_EB2F_1656_67C5L;
    private static final int STRIPE_BYTES = 32;
    private static final long UNSIGNED_INT = 0xFFFF_FFFFL;
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN).withInvokeExactBehavior();
    private static final VarHandle HALF = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN).withInvokeExactBehavior();

    private XxHash64() {
    }

    /** The hash of bytes in memory. */
    public static long hash(long address, long bytes) {
        long end = address + bytes;
        long next = address;
        long hash = PRIME_5;
        if (bytes >= STRIPE_BYTES) {
            long a = PRIME_1 + PRIME_2;
            long b = PRIME_2;
            long c = 0;
            long d = -PRIME_1;
            for (; next <= end - STRIPE_BYTES; next += STRIPE_BYTES) {
                a = round(a, Memory.getLong(next));
                b = round(b, Memory.getLong(next + 8));
                c = round(c, Memory.getLong(next + 16));
                d = round(d, Memory.getLong(next + 24));
            }
            hash = merge(a, b, c, d);
        }
        hash += bytes;
        for (; next <= end - Long.BYTES; next += Long.BYTES) {
            hash = addWord(hash, Memory.getLong(next));
        }
        if (next <= end - Integer.BYTES) {
            hash = addHalf(hash, Memory.getInt(next));
            next += Integer.BYTES;
        }
        for (; next < end; next++) {
            hash = addByte(hash, Memory.getByte(next));
        }
        return finish(hash);
    }

    /** The hash of an array's first bytes. */
    public static long hash(byte[] array, int bytes) {
        int next = 0;
        long hash = PRIME_5;
        if (bytes >= STRIPE_BYTES) {
            long a = PRIME_1 + PRIME_2;
            long b = PRIME_2;
            long c = 0;
            long d = -PRIME_1;
            for (; next <= bytes - STRIPE_BYTES; next += STRIPE_BYTES) {
                a = round(a, (long) WORD.get(array, next));
                b = round(b, (long) WORD.get(array, next + 8));
                c = round(c, (long) WORD.get(array, next + 16));
                d = round(d, (long) WORD.get(array, next + 24));
            }
            hash = merge(a, b, c, d);
        }
        hash += bytes;
        for (; next <= bytes - Long.BYTES; next += Long.BYTES) {
            hash = addWord(hash, (long) WORD.get(array, next));
        }
        if (next <= bytes - Integer.BYTES) {
            hash = addHalf(hash, (int) HALF.get(array, next));
            next += Integer.BYTES;
        }
        for (; next < bytes; next++) {
            hash = addByte(hash, array[next]);
        }
        return finish(hash);
    }

    private static long round(long lane, long word) {
        return Long.rotateLeft(lane + word * PRIME_2, 31) * PRIME_1;
    }

    private static long merge(long a, long b, long c, long d) {
        long hash = Long.rotateLeft(a, 1) + Long.rotateLeft(b, 7) + Long.rotateLeft(c, 12) + Long.rotateLeft(d, 18);
        return mergeLane(mergeLane(mergeLane(mergeLane(hash, a), b), c), d);
    }

    private static long mergeLane(long hash, long lane) {
        return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
    }

    private static long addWord(long hash, long word) {
        return Long.rotateLeft(hash ^ round(0, word), 27) * PRIME_1 + PRIME_4;
    }

    private static long addHalf(long hash, int half) {
        return Long.rotateLeft(hash ^ (half & UNSIGNED_INT) * PRIME_1, 23) * PRIME_2 + PRIME_3;
    }

    private static long addByte(long hash, byte value) {
        return Long.rotateLeft(hash ^ (value & 0xFF) * PRIME_5, 11) * PRIME_1;
    }

    private static long finish(long hash) {
        long mixed = (hash ^ (hash >>> 33)) * PRIME_2;
        mixed = (mixed ^ (mixed >>> 29)) * PRIME_3;
        return mixed ^ (mixed >>> 32);
    }
}
