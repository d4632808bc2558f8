package org.tospace.gc.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tospace.gc.testing.Seeds;
import org.tospace.runtime.memory.Memory;

/** Chunks leave pages that can be walked, and no gaps where none need be. */
class CopyChunkTest {
    private static final int PAGES = 256;
    private static final long NODE_BYTES = 32;

    private ScanArena arena;
    private long next;

    @BeforeEach
    void open() {
        arena = new ScanArena(PAGES, false);
        next = arena.fromBase();
    }

    @AfterEach
    void close() {
        arena.close();
    }

    /** An object in from-space, its slots null. */
    private long make(int slots, int rawBytes) {
        long object = next;
        Memory.putLong(object, ObjectHeader.of(0, slots, rawBytes));
        next += ObjectHeader.sizeBytes(slots, rawBytes);
        return object;
    }

    private static void name(long object, int slot, long target) {
        Memory.putLong(object + ObjectHeader.WORD_BYTES + ((long) slot << 3), target);
    }

    private void scanAll() {
        while (!OrderedScan.hasEnded(arena.control())) {
            OrderedScan.scanNext(arena.control(), arena.agent(0), 1);
            assertEquals(0, Memory.getLong(arena.agent(0) + AgentRecord.CHUNK), "a chunk after a page's scan");
            requireWalkable();
        }
        assertEquals(0, arena.failure());
    }

    /** Objects and fillers follow each other from each page's start to what is reserved of it. Returns the fillers' bytes. */
    private long requireWalkable() {
        long fillers = 0;
        for (long page = 0; page < arena.reservedPages(); page++) {
            long start = arena.copyBase() + page * ScanArena.PAGE_BYTES;
            long record = PageRecord.of(arena.control(), start);
            long top = Memory.getLong(record + PageRecord.TOP);
            long object = start;
            while (object < top) {
                long word = Memory.getLong(object);
                assertEquals(ObjectHeader.NORMAL, word & ObjectHeader.NORMAL_MASK, "a header at byte " + (object - start) + " of page " + page);
                fillers += ObjectHeader.isFiller(word) ? ObjectHeader.sizeBytes(word) : 0;
                object += ObjectHeader.sizeBytes(word);
            }
            assertEquals(top, object, "the end of page " + page);
        }
        return fillers;
    }

    @Test
    void aListIsCopiedWithoutGaps() {
        int nodes = 1000;
        long first = make(1, 16);
        long last = first;
        for (int i = 1; i < nodes; i++) {
            long node = make(1, 16);
            name(last, 0, node);
            last = node;
        }
        Forwarding.forward(arena.control(), arena.agent(0), first);
        scanAll();
        assertEquals((nodes * NODE_BYTES + ScanArena.PAGE_BYTES - 1) / ScanArena.PAGE_BYTES, arena.reservedPages());
    }

    @Test
    void aTreeOfObjectsThatDoNotDivideAChunkTakesLittleMore() {
        int nodes = 4000;
        long[] all = new long[nodes];
        for (int i = 0; i < nodes; i++) {
            // 40 bytes, where a chunk has 64.
            all[i] = make(2, 16);
            if (i > 0) {
                name(all[(i - 1) / 2], (i - 1) % 2, all[i]);
            }
        }
        Forwarding.forward(arena.control(), arena.agent(0), all[0]);
        scanAll();
        long bytes = nodes * ObjectHeader.sizeBytes(2, 16);
        assertTrue(requireWalkable() < bytes / 20, "fillers: " + requireWalkable() + " bytes beside " + bytes);
    }

    @Test
    void pagesCanBeWalkedAfterEachScan() {
        long seed = Seeds.next();
        Random random = new Random(seed);
        Seeds.run(seed, () -> {
            int nodes = 2000;
            long[] all = new long[nodes];
            for (int i = 0; i < nodes; i++) {
                all[i] = make(1 + random.nextInt(6), random.nextInt(10) == 0 ? random.nextInt(2000) : random.nextInt(40));
            }
            for (int i = 0; i < nodes; i++) {
                for (int slot = 0; slot < ObjectHeader.slots(Memory.getLong(all[i])); slot++) {
                    name(all[i], slot, slot == 0 ? all[(i + 1) % nodes] : all[random.nextInt(nodes)]);
                }
            }
            Forwarding.forward(arena.control(), arena.agent(0), all[0]);
            scanAll();
            assertEquals(nodes, Memory.getLong(arena.agent(0) + AgentRecord.OBJECTS_COPIED));
            return null;
        });
    }
}
