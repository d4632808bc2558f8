package org.tospace.gc.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tospace.gc.testing.Seeds;
import org.tospace.runtime.memory.Memory;

/** Threads that scan in order and threads that trap on random pages scan every page once, and what they open is forwarded. */
class PageClaimStressTest {
    private static final int NODES = 400;
    private static final int PAGES = 1024;

    /** A random graph in from-space. */
    private static final class Graph {
        private final ScanArena arena;
        private final Random random;
        private final long[] addresses = new long[NODES];
        private final int[] slots = new int[NODES];
        private final int[][] targets = new int[NODES][];
        private long root;

        Graph(ScanArena arena, Random random) {
            this.arena = arena;
            this.random = random;
        }

        void make() {
            arena.reset();
            long next = arena.fromBase();
            for (int i = 0; i < NODES; i++) {
                // One of several pages now and then, one huge.
                slots[i] = i == NODES / 2 ? 66 * 512 : i % 97 == 96 ? 1200 + random.nextInt(1000) : 1 + random.nextInt(12);
                targets[i] = new int[slots[i]];
                addresses[i] = next;
                next += 16 + 8L * slots[i];
            }
            for (int i = 0; i < NODES; i++) {
                Memory.putLong(addresses[i], ObjectHeader.of(i, slots[i], 8));
                for (int s = 0; s < slots[i]; s++) {
                    // The first names the next node, so that all are reachable.
                    int target = s == 0 ? (i + 1) % NODES : random.nextInt(4) == 0 ? -1 : random.nextInt(NODES);
                    targets[i][s] = target;
                    Memory.putLong(addresses[i] + 8 + 8L * s, target < 0 ? 2L * i + 1 : addresses[target]);
                }
                Memory.putLong(addresses[i] + 8 + 8L * slots[i], i);
            }
            root = Forwarding.forward(arena.control(), arena.agent(60), addresses[0]);
        }

        void check(int threads) {
            Map<Long, Integer> nodeAt = new HashMap<>();
            long[] copies = new long[NODES];
            copies[0] = root;
            long node = root;
            for (int i = 0; i < NODES; i++) {
                assertTrue(arena.inCopyArea(node), "copy of node " + i + " at 0x" + Long.toHexString(node));
                assertEquals(i, ObjectHeader.tag(Memory.getLong(node)), "the tag of node " + i);
                copies[i] = node;
                assertFalse(nodeAt.containsKey(node), "two nodes at one address");
                nodeAt.put(node, i);
                node = Memory.getLong(node + 8);
            }
            assertEquals(root, node, "where the ring of nodes ends");
            for (int i = 0; i < NODES; i++) {
                assertEquals(i, Memory.getLong(copies[i] + 8 + 8L * slots[i]), "raw data of node " + i);
                for (int s = 0; s < slots[i]; s++) {
                    long expected = targets[i][s] < 0 ? 2L * i + 1 : copies[targets[i][s]];
                    assertEquals(expected, Memory.getLong(copies[i] + 8 + 8L * s), "slot " + s + " of node " + i + " of " + slots[i]);
                }
            }
            long scanned = 0;
            long copied = Memory.getLong(arena.agent(60) + AgentRecord.OBJECTS_COPIED);
            for (int t = 0; t < threads; t++) {
                scanned += Memory.getLong(arena.agent(t) + AgentRecord.PAGES_BY_TRAP) + Memory.getLong(arena.agent(t) + AgentRecord.PAGES_IN_ORDER);
                copied += Memory.getLong(arena.agent(t) + AgentRecord.OBJECTS_COPIED);
            }
            assertEquals(NODES, copied, "objects copied");
            assertEquals(arena.reservedPages(), scanned, "pages scanned by all");
            assertEquals(arena.reservedPages(), OrderedScan.scannedPages(arena.control()), "pages counted as scanned");
            assertEquals(0, arena.failure());
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1,true,false", "1,1,false,false", "2,2,false,false", "2,2,true,false", "0,3,false,false", "3,0,true,false", "2,1,false,true",
        "3,0,false,true", "3,0,true,true"})
    void everyPageIsScannedOnceByWhoeverMeetsIt(int inOrder, int trapping, boolean checked, boolean led) {
        long seed = Seeds.next();
        int threads = inOrder + trapping;
        // Closed only when no thread can be using it any more: not after a failure.
        ScanArena arena = new ScanArena(PAGES, checked);
        if (led) {
            arena.lead(0);
        }
        Graph graph = new Graph(arena, new Random(seed));
        RoundThreads.Action action = (index, round) -> {
            if (index < inOrder) {
                scanInOrder(arena, index);
            } else {
                trapAtRandom(arena, index, new Random(seed + 31L * round + index), inOrder == 0);
            }
        };
        Seeds.run(seed, () -> {
            RoundThreads.run(threads, RoundThreads.ROUNDS / 4, graph::make, action, () -> graph.check(threads));
            return null;
        });
        arena.close();
    }

    private static void scanInOrder(ScanArena arena, int index) {
        while (!OrderedScan.hasEnded(arena.control())) {
            if (OrderedScan.scanNext(arena.control(), arena.agent(index), 1 + index * 7L) == 0) {
                Thread.onSpinWait();
            }
        }
    }

    private static void trapAtRandom(ScanArena arena, int index, Random random, boolean alone) {
        long heap = arena.control();
        while (!OrderedScan.hasEnded(heap)) {
            long page = arena.copyBase() + random.nextLong(arena.reservedPages()) * ScanArena.PAGE_BYTES;
            if (alone && random.nextInt(20) == 0) {
                // Without a scan in order somebody has to meet the last pages.
                page = Math.min(Memory.getLong(heap + ControlBlock.CURSOR) + random.nextInt(PAGES) * ScanArena.PAGE_BYTES,
                        Memory.getLong(heap + ControlBlock.COPY_TOP) - ScanArena.PAGE_BYTES);
            }
            if (PageTrap.serve(heap, arena.agent(index), page + random.nextInt(4096)) != PageTrap.SERVED) {
                throw new AssertionError("a trap on a reserved page was refused");
            }
            requireForwarded(arena, page);
        }
    }

    /** What a mutator relies on: a page that a trap has opened holds no from-space reference. */
    private static void requireForwarded(ScanArena arena, long page) {
        if (PageRecord.state(PageRecord.of(arena.control(), page)) != PageRecord.SCANNED) {
            throw new AssertionError("the page of a served trap is not open");
        }
        for (long word = page; word < page + ScanArena.PAGE_BYTES; word += 8) {
            if (Forwarding.isFromSpace(arena.control(), Memory.getLong(word))) {
                throw new AssertionError("a from-space reference in an open page, at byte " + (word - page));
            }
        }
    }
}
