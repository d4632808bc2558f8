package org.tospace.gc.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tospace.gc.testing.Seeds;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;

/**
 * Threads that scan pending roots in order, threads that read them and a thread that stores to them: what is read is forwarded, what is stored
 * stays, and every chunk is counted once.
 */
class RootChunkStressTest {
    private static final int SLOTS = 20 * RootRecord.CHUNK_SLOTS - 3;
    private static final int CHUNKS = 20;
    private static final int OBJECTS = 300;

    /** Pending roots in an arena, in two areas. */
    private static final class Roots {
        private final ScanArena arena = new ScanArena(256, true);
        private final NativeBlock block = NativeBlock.reserve(2 * (RootRecord.BYTES + (SLOTS + CHUNKS) * 8L));
        private final long[] areas = {block.address(), block.address() + RootRecord.BYTES + (SLOTS + CHUNKS) * 8L};
        private long collection;


        long slots(int area) {
            return areas[area] + RootRecord.BYTES;
        }

        static int object(int area, int slot) {
            return (slot * 7 + area) % OBJECTS;
        }

        void make() {
            arena.reset();
            collection++;
            long control = arena.control();
            Memory.putLong(control + ControlBlock.COLLECTION, collection);
            for (int i = 0; i < OBJECTS; i++) {
                Memory.putLong(arena.fromBase() + 16L * i, ObjectHeader.of(i, 0, 8));
                Memory.putLong(arena.fromBase() + 16L * i + 8, i);
            }
            for (int area = 0; area < 2; area++) {
                for (int slot = 0; slot < SLOTS; slot++) {
                    Memory.putLong(slots(area) + 8L * slot, arena.fromBase() + 16L * object(area, slot));
                }
                Memory.putLong(areas[area] + RootRecord.SLOTS, slots(area));
                Memory.putLong(areas[area] + RootRecord.CHUNKS, slots(area) + 8L * SLOTS);
                Memory.putLong(areas[area] + RootRecord.FLOOR, SLOTS);
                Memory.putLong(areas[area] + RootRecord.CURSOR, CHUNKS);
                Memory.putLong(areas[area] + RootRecord.NEXT, area == 0 ? areas[1] : 0);
            }
            Memory.putLong(control + ControlBlock.ROOTS, areas[0]);
            Memory.putLong(control + ControlBlock.ROOT_CHUNKS_LEFT, 2 * CHUNKS);
        }

        /** Reads a slot as a mutator does. */
        void read(int agent, int area, int slot) {
            long control = arena.control();
            if (!RootChunks.isScanned(control, areas[area], slot)) {
                RootChunks.require(control, arena.agent(agent), areas[area], slot);
            }
            long value = Memory.getLong(slots(area) + 8L * slot);
            if ((value & 1) != 0) {
                if (value >>> 1 != slot) {
                    throw new AssertionError("slot " + slot + " holds what was stored to another: " + value);
                }
            } else if (!arena.inCopyArea(value) || Memory.getLong(value + 8) != object(area, slot)) {
                throw new AssertionError("slot " + slot + " of area " + area + " holds 0x" + Long.toHexString(value));
            }
        }

        void check(int threads) {
            assertEquals(0, RootChunks.left(arena.control()), "chunks left");
            long copied = 0;
            for (int i = 0; i < threads; i++) {
                copied += Memory.getLong(arena.agent(i) + AgentRecord.OBJECTS_COPIED);
            }
            assertEquals(0, arena.failure());
            assertEquals(forwarded(), copied, "objects copied");
        }

        /** How many objects have been forwarded. */
        private long forwarded() {
            long forwarded = 0;
            for (int i = 0; i < OBJECTS; i++) {
                long state = Memory.getLong(arena.fromBase() + 16L * i) & ObjectHeader.STATE_MASK;
                forwarded += state == ObjectHeader.FORWARDED ? 1 : 0;
            }
            return forwarded;
        }

        void close() {
            arena.close();
            block.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,0", "1,2", "0,2"})
    void whatIsReadIsForwardedAndWhatIsStoredStays(int inOrder, int reading) {
        long seed = Seeds.next();
        Roots roots = new Roots();
        int threads = inOrder + reading + 1;
        Seeds.run(seed, () -> {
            RoundThreads.run(threads, RoundThreads.ROUNDS / 2, roots::make, (index, round) -> {
                Random random = new Random(seed + 31L * round + index);
                if (index < inOrder) {
                    while (RootChunks.left(roots.arena.control()) != 0) {
                        RootChunks.scanNext(roots.arena.control(), roots.arena.agent(index), 1 + random.nextInt(4));
                    }
                } else if (index < inOrder + reading) {
                    while (RootChunks.left(roots.arena.control()) != 0) {
                        roots.read(index, random.nextInt(2), random.nextInt(SLOTS));
                    }
                } else {
                    store(roots, index, random, inOrder == 0);
                }
            }, () -> roots.check(threads));
            return null;
        });
        roots.close();
    }

    /** The owner of both areas: stores here and there, and reads what it stored and what it did not. */
    private static void store(Roots roots, int agent, Random random, boolean alone) {
        boolean[][] stored = new boolean[2][SLOTS];
        int steps = 0;
        while (steps < 200 || alone && RootChunks.left(roots.arena.control()) != 0) {
            int area = random.nextInt(2);
            int slot = random.nextInt(SLOTS);
            if (random.nextBoolean()) {
                Memory.putLong(roots.slots(area) + 8L * slot, 2L * slot + 1);
                stored[area][slot] = true;
            } else {
                roots.read(agent, area, slot);
            }
            steps++;
        }
        for (int area = 0; area < 2; area++) {
            for (int slot = 0; slot < SLOTS; slot++) {
                roots.read(agent, area, slot);
                boolean kept = (Memory.getLong(roots.slots(area) + 8L * slot) & 1) != 0;
                if (stored[area][slot] != kept) {
                    throw new AssertionError("slot " + slot + " of area " + area + (kept ? " was never stored to" : " lost what was stored"));
                }
            }
        }
    }
}
