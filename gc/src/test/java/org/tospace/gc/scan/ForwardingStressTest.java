package org.tospace.gc.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tospace.gc.testing.Seeds;
import org.tospace.runtime.memory.Memory;

/**
 * Threads that forward the same objects at the same time get one copy of each, at one address, and see its body whole, its identity hash
 * too where it was asked for it.
 */
class ForwardingStressTest {
    private static final int OBJECTS = 24;
    private static final long STORED_HASH = 0x1234_5600;
    private static final long ROOM = 5 * ScanArena.PAGE_BYTES;

    @ParameterizedTest
    @CsvSource({"2,64,true", "4,64,true", "2,1500,true", "4,1500,false", "3,16384,true", "2,8,false", "3,16384,false"})
    void objectIsCopiedOnceAndSeenWhole(int threads, int mostBytes, boolean checked) {
        long seed = Seeds.next();
        Random random = new Random(seed);
        long[] sizes = new long[OBJECTS];
        long[][] seen = new long[threads][OBJECTS];
        // Closed only when no thread can be using it any more: not after a failure.
        ScanArena arena = new ScanArena(1024, checked);
        long heap = arena.control();
        Runnable prepare = () -> {
            arena.reset();
            for (int i = 0; i < OBJECTS; i++) {
                long words = random.nextLong(mostBytes / 8);
                sizes[i] = 8 + 8 * words;
                long address = arena.fromBase() + i * ROOM;
                for (long offset = 8; offset < sizes[i]; offset += 8) {
                    Memory.putLong(address + offset, body(i, offset));
                }
                Memory.putLong(address, ObjectHeader.of(i, 0, sizes[i] - 8) | hashState(i));
                Memory.putLong(address + sizes[i], STORED_HASH + i);
            }
        };
        RoundThreads.Action action = (index, round) -> {
            for (int k = 0; k < OBJECTS; k++) {
                // Some threads the other way round, so that they meet in the middle as well.
                int i = index % 2 == 0 ? k : OBJECTS - 1 - k;
                if (round % 3 == 0) {
                    i = k;
                }
                long copy = Forwarding.forward(heap, arena.agent(index), arena.fromBase() + i * ROOM);
                seen[index][i] = copy;
                // The body is there as soon as the address is, except for large objects whose pages are brought in when scanned.
                if (checked || sizes[i] + hashBytes(i) <= ScanArena.PAGE_BYTES) {
                    requireWhole(copy, i, sizes[i]);
                } else if (ObjectHeader.bodyBytes(Memory.getLongAcquire(copy)) != sizes[i]) {
                    throw new AssertionError("header of the copy of object " + i);
                }
                requireHash(copy, i, sizes[i], arena.fromBase() + i * ROOM);
            }
        };
        Runnable check = () -> {
            for (int i = 0; i < OBJECTS; i++) {
                assertTrue(arena.inCopyArea(seen[0][i]), "object " + i + " was not copied");
                for (int t = 1; t < threads; t++) {
                    assertEquals(seen[0][i], seen[t][i], "addresses of object " + i + " that thread 0 and " + t + " got");
                }
            }
            long copied = 0;
            for (int t = 0; t < threads; t++) {
                copied += Memory.getLong(arena.agent(t) + AgentRecord.OBJECTS_COPIED);
            }
            assertEquals(OBJECTS, copied, "objects copied");
            assertEquals(0, arena.failure());
            requireDisjoint(seen[0], sizes);
        };
        Seeds.run(seed, () -> {
            RoundThreads.run(threads, RoundThreads.ROUNDS, prepare, action, check);
            return null;
        });
        arena.close();
    }

    private static long body(int number, long offset) {
        return number * 0x1_0000_0001L + offset * 0x9E37_79B9L + 1;
    }

    /** Never asked, asked in from-space, asked before. */
    private static long hashState(int number) {
        return number % 3 == 0 ? 0 : number % 3 == 1 ? ObjectHeader.HASHED : ObjectHeader.HASH_STORED;
    }

    private static void requireHash(long copy, int number, long bytes, long from) {
        long hash = number % 3 == 1 ? IdentityHash.of(from, -1) : STORED_HASH + number;
        if (number % 3 != 0 && Memory.getLong(copy + bytes) != hash) {
            throw new AssertionError("identity hash of the copy of object " + number + " of " + bytes + " bytes");
        }
    }

    private static void requireWhole(long copy, int number, long bytes) {
        if (Memory.getLong(copy) != (ObjectHeader.of(number, 0, bytes - 8) | (number % 3 == 0 ? 0 : ObjectHeader.HASH_STORED))) {
            throw new AssertionError("header of the copy of object " + number + " reads 0x" + Long.toHexString(Memory.getLong(copy)));
        }
        for (long offset = 8; offset < bytes; offset += 8) {
            if (Memory.getLong(copy + offset) != body(number, offset)) {
                throw new AssertionError("copy of object " + number + " is not whole at " + offset + " of " + bytes);
            }
        }
    }

    private static long hashBytes(int number) {
        return number % 3 == 0 ? 0 : 8;
    }

    private static void requireDisjoint(long[] copies, long[] sizes) {
        for (int i = 0; i < copies.length; i++) {
            for (int j = 0; j < i; j++) {
                boolean apart = copies[i] + sizes[i] + hashBytes(i) <= copies[j] || copies[j] + sizes[j] + hashBytes(j) <= copies[i];
                assertTrue(apart, "copies overlap: of object " + i + " and of " + j);
            }
        }
    }
}
