package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tospace.gc.scan.ControlBlock;
import org.tospace.gc.scan.PageRecord;
import org.tospace.gc.testing.HeapMappings;
import org.tospace.gc.testing.MutatorThreads;
import org.tospace.gc.testing.Seeds;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.trap.Accessors;
import org.tospace.runtime.trap.InaccessibleAddressException;

/** Large objects with slots stay where they are, closed at each flip and scanned in place. */
class LargeSlotsTest {
    private static final int SLOTS = 12_000;
    private static final long RAW = 8 + 8L * SLOTS;
    private static final long RUN = 98_304;
    private static final long PAGE = 4096;

    static List<String> heaps() {
        List<String> all = new ArrayList<>();
        for (Barrier barrier : Barrier.values()) {
            for (String rest : new String[] {"stress=199,verify=after-gc", "background=off,verify=after-gc", "background=on"}) {
                all.add("page=4k,barrier=" + barrier.key() + "," + rest);
            }
        }
        for (String protection : new String[] {"guard", "userfaultfd"}) {
            all.add("page=4k,stress=199,verify=after-gc,protection=" + protection);
            all.add("page=16k,protection=" + protection);
            all.add("page=4k,barrier=upcall,protection=" + protection);
        }
        return all;
    }

    private static long place(Heap heap, long ref) {
        return (ref - heap.memory().base()) % Memory.getLong(heap.memory().control() + ControlBlock.SPACE_BYTES);
    }

    /** An array whose every seventh slot names an object of its own, and whose last names itself; on top of the root stack. */
    private static void pushArray(Mutator mutator, int number) {
        RootStack roots = mutator.roots();
        roots.push(mutator.allocate(7, SLOTS, 8));
        mutator.putLong(roots.peek(), RAW, number);
        for (int i = 0; i < SLOTS; i += 7) {
            long element = mutator.allocate(1, 0, 8);
            mutator.putLong(element, 8, number * 1_000_000L + i);
            mutator.setSlot(roots.peek(), i, element);
        }
        mutator.setSlot(roots.peek(), SLOTS - 1, roots.peek());
    }

    private static void check(Mutator mutator, long array, int number) {
        assertEquals(number, mutator.getLong(array, RAW));
        // From the end, so that traps meet pages that are not next in order.
        for (int i = SLOTS - 1; i >= 0; i--) {
            long value = mutator.getSlot(array, i);
            if (i == SLOTS - 1) {
                assertEquals(array, value);
            } else if (i % 7 == 0) {
                assertEquals(number * 1_000_000L + i, mutator.getLong(value, 8));
            } else {
                assertEquals(0, value);
            }
        }
    }

    private static void startCollection(Heap heap, Mutator mutator) {
        long before = heap.statistics().collections();
        while (heap.statistics().collections() == before) {
            mutator.allocate(0, 1, 2000);
        }
    }

    @ParameterizedTest
    @MethodSource("heaps")
    void arrayStaysAndKeepsWhatItNames(String options) {
        try (Heap heap = Heap.open("heap=12m," + options); Mutator mutator = heap.attach()) {
            RootStack roots = mutator.roots();
            int count = 6;
            long[] places = new long[count];
            int[] hashes = new int[count];
            for (int i = 0; i < count; i++) {
                pushArray(mutator, i);
                places[i] = place(heap, roots.peek());
                hashes[i] = mutator.identityHash(roots.peek());
            }
            long elements = SLOTS / 7 + 1;
            for (int round = 0; round < 6; round++) {
                long before = roots.peek();
                long copied = heap.statistics().bytesCopied();
                if (round % 2 == 0) {
                    heap.collect();
                    long now = heap.statistics().bytesCopied() - copied;
                    assertTrue(now < 2 * count * elements * 16, "elements are copied, arrays are not: " + now);
                } else {
                    startCollection(heap, mutator);
                }
                assertNotEquals(before, roots.peek());
                for (int i = 0; i < count; i++) {
                    assertEquals(places[i], place(heap, roots.get(i)));
                    assertEquals(hashes[i], mutator.identityHash(roots.get(i)));
                    check(mutator, roots.get(i), i);
                }
            }
            assertEquals(count * (elements + 1), heap.verify().objects());
            assertEquals(count, heap.histogram().tags().stream().filter(row -> row.tag() == 7).findFirst().orElseThrow().objects());
            roots.truncate(1);
            heap.collect();
            heap.collect();
            assertEquals(roundUp(heap), heap.statistics().largeBytes());
            roots.truncate(0);
            heap.collect();
            assertEquals(0, heap.statistics().largeBytes());
            assertEquals(0, heap.verify().objects());
        }
    }

    private static long roundUp(Heap heap) {
        long page = heap.options().pageBytes();
        return (RUN + page - 1) & -page;
    }

    /** Arrays come and go at random in places that others have left, named by each other, by deep roots and by small objects. */
    @ParameterizedTest
    @MethodSource("heaps")
    void arraysThatNameEachOtherAgreeWithAModel(String options) {
        long seed = Seeds.next();
        int steps = options.contains("stress") ? 300 : 2000;
        Seeds.run(seed, () -> {
            try (Heap heap = Heap.open("heap=16m,large=8k," + options.replace("page=16k", "page=4k"))) {
                MutatorThreads.run(2, index -> {
                    Random random = new Random(seed + index);
                    try (Mutator mutator = heap.attach()) {
                        changeArrays(mutator, random, steps);
                    }
                });
                heap.collect();
                assertEquals(0, heap.statistics().largeBytes());
                heap.verify();
            }
            return null;
        });
    }

    private static void changeArrays(Mutator mutator, Random random, int steps) {
        int count = 40;
        RootStack roots = mutator.roots();
        // What slot 0 of each array should say, and which array its last slot names.
        int[] sizes = new int[count];
        int[] tags = new int[count];
        int[] links = new int[count];
        for (int i = 0; i < count; i++) {
            roots.push(0);
            links[i] = -1;
        }
        for (int step = 0; step < steps; step++) {
            int at = random.nextInt(count);
            if (roots.get(at) == 0 || random.nextInt(4) == 0) {
                for (int i = 0; i < count; i++) {
                    if (links[i] == at) {
                        mutator.setSlot(roots.get(i), sizes[i] - 1, 1);
                        links[i] = -1;
                    }
                }
                sizes[at] = 1024 + random.nextInt(random.nextInt(10) == 0 ? 9000 : 2000);
                tags[at] = random.nextInt(1000);
                roots.set(at, mutator.allocate(tags[at], sizes[at], random.nextInt(20)));
                links[at] = -1;
                long element = mutator.allocate(1, 0, 8);
                mutator.putLong(element, 8, tags[at]);
                mutator.setSlot(roots.get(at), random.nextInt(2) * (sizes[at] / 2), element);
                mutator.setSlot(roots.get(at), sizes[at] - 1, 1);
            } else {
                long array = roots.get(at);
                assertEquals(tags[at], mutator.tag(array));
                assertEquals(sizes[at], mutator.slotCount(array));
                long middle = mutator.getSlot(array, sizes[at] / 2);
                long element = middle != 0 ? middle : mutator.getSlot(array, 0);
                assertEquals(tags[at], mutator.getLong(element, 8));
                long link = mutator.getSlot(array, sizes[at] - 1);
                assertEquals(links[at] < 0 ? 1 : roots.get(links[at]), link);
                int target = random.nextInt(count);
                if (roots.get(target) != 0) {
                    mutator.setSlot(array, sizes[at] - 1, roots.get(target));
                    links[at] = target;
                }
                for (int i = random.nextInt(20); i > 0; i--) {
                    mutator.allocate(0, 2, 500);
                }
            }
        }
        roots.truncate(0);
    }

    /** (window-closed): between collections an array, old or new, is closed in the window that is not to-space's, and a run that is free again in both. */
    @ParameterizedTest
    @EnumSource(Protection.class)
    void arrayIsClosedInTheOtherWindow(Protection protection) {
        HeapOptions options = HeapOptions.parse("heap=8m,page=4k,background=off,barrier=upcall").toBuilder().protection(protection).build();
        Accessors accessors = new Accessors();
        try (Heap heap = Heap.open(options); Mutator mutator = heap.attach()) {
            RootStack roots = mutator.roots();
            pushArray(mutator, 1);
            requireOpen(heap, accessors, roots.peek(), true);
            for (int round = 0; round < 4; round++) {
                heap.collect();
                requireOpen(heap, accessors, roots.get(0), true);
                check(mutator, roots.get(0), 1);
                pushArray(mutator, 2);
                requireOpen(heap, accessors, roots.get(1), true);
                heap.collect();
                requireOpen(heap, accessors, roots.get(1), true);
                long last = roots.pop();
                heap.collect();
                heap.collect();
                requireOpen(heap, accessors, last, false);
            }
        } finally {
            accessors.close();
        }
    }

    private static void requireOpen(Heap heap, Accessors accessors, long array, boolean open) {
        long space = Memory.getLong(heap.memory().control() + ControlBlock.SPACE_BYTES);
        long other = array < heap.memory().base() + space ? array + space : array - space;
        for (long offset = 0; offset < RUN; offset += PAGE) {
            assertEquals(open, isOpen(accessors, array + offset), "the page at " + offset);
            assertEquals(open ? PageRecord.SCANNED : PageRecord.FREE, PageRecord.state(PageRecord.of(heap.memory().control(), array + offset)));
            assertEquals(false, isOpen(accessors, other + offset), "the page at " + offset + " in the other window");
        }
    }

    private static boolean isOpen(Accessors accessors, long address) {
        try {
            accessors.getLong(address);
            return true;
        } catch (InaccessibleAddressException e) {
            return false;
        }
    }

    /** With few mappings only as many stay as there are mappings for; others are copied. */
    @ParameterizedTest
    @CsvSource({"16,1", "64,4", "4,0"})
    void arraysWithoutMappingsAreCopied(int maps, int staying) {
        try (Heap heap = Heap.open("heap=16m,page=4k,background=off,maps=" + maps); Mutator mutator = heap.attach()) {
            RootStack roots = mutator.roots();
            for (int i = 0; i < 12; i++) {
                pushArray(mutator, i);
            }
            assertEquals(staying * RUN, heap.statistics().largeBytes());
            Random random = new Random(1);
            for (int round = 0; round < 4; round++) {
                startCollection(heap, mutator);
                for (int i = 0; i < 3000; i++) {
                    long array = roots.get(random.nextInt(12));
                    long value = mutator.getSlot(array, random.nextInt(SLOTS / 7) * 7);
                    assertEquals(mutator.getLong(array, RAW), mutator.getLong(value, 8) / 1_000_000);
                }
                long mappings = HeapMappings.in(heap.memory().base(), heap.memory().bytes());
                assertTrue(mappings <= maps + 12, "mappings in the heap's range: " + mappings);
                for (int i = 0; i < 12; i++) {
                    check(mutator, roots.get(i), i);
                }
            }
            roots.truncate(0);
            heap.collect();
            pushArray(mutator, 3);
            assertEquals(staying == 0 ? 0 : RUN, heap.statistics().largeBytes());
            heap.verify();
        }
    }

    /** (closed-after-failure): the page whose slot could not be forwarded stays closed. */
    @ParameterizedTest
    @ValueSource(strings = {"auto", "guard", "userfaultfd"})
    void pageWithASlotThatNamesNothingStaysClosed(String protection) {
        try (Heap heap = Heap.open("heap=8m,page=4k,background=off,barrier=upcall,protection=" + protection)) {
            Mutator mutator = heap.attach();
            pushArray(mutator, 1);
            long array = mutator.roots().peek();
            mutator.setSlot(array, 3000, array + PAGE);
            HeapFailureException e = assertThrows(HeapFailureException.class, heap::collect);
            assertTrue(e.getMessage().contains("0x"), e.getMessage());
            Accessors accessors = new Accessors();
            long space = Memory.getLong(heap.memory().control() + ControlBlock.SPACE_BYTES);
            long now = array < heap.memory().base() + space ? array + space : array - space;
            assertEquals(false, isOpen(accessors, now + 8 + 8 * 3000));
            accessors.close();
        }
    }
}
