package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tospace.gc.testing.MutatorThreads;
import org.tospace.gc.testing.RandomText;
import org.tospace.gc.testing.Seeds;
import org.tospace.runtime.linux.SystemCall;

/** What {@link Bytes} does with objects agrees with what Java does with arrays and strings, whatever the collector is at. */
class BytesTest {
    private static final int PAGE = 4096;
    private static final long EFAULT = 14;
    private static final long GETRANDOM = 318;

    static List<String> heaps() {
        List<String> all = new ArrayList<>();
        for (Barrier barrier : Barrier.values()) {
            for (String more : new String[] {"", ",checks=on", ",stress=3", ",background=off"}) {
                all.add("heap=8m,page=4k,verify=after-gc,barrier=" + barrier.key() + more);
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("heaps")
    void bytesAgreeWithArrays(String options) {
        long seed = Seeds.next();
        Seeds.run(seed, () -> {
            try (Heap heap = Heap.open(options); Mutator mutator = heap.attach()) {
                Random random = new Random(seed);
                RootStack roots = mutator.roots();
                int count = 40;
                byte[][] model = new byte[count][];
                for (int i = 0; i < count; i++) {
                    model[i] = randomBytes(random);
                    roots.push(0);
                    replace(mutator, random, i, model[i]);
                }
                for (int round = 0; round < 1500; round++) {
                    int i = random.nextInt(count);
                    model[i] = random.nextBoolean() ? similar(random, model[random.nextInt(count)]) : randomBytes(random);
                    replace(mutator, random, i, model[i]);
                    int j = random.nextInt(count);
                    compare(mutator, random, i, model[i], j, model[j]);
                    copyPart(mutator, random, i, model[i], j, model[j]);
                }
                heap.verify();
            }
            return null;
        });
    }

    private static byte[] randomBytes(Random random) {
        int choice = random.nextInt(20);
        byte[] bytes = new byte[choice < 14 ? random.nextInt(50) : choice < 19 ? random.nextInt(1000) : random.nextInt(5 * PAGE)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The same, or a byte changed, or the beginning. */
    private static byte[] similar(Random random, byte[] bytes) {
        byte[] other = random.nextInt(3) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes.clone();
        if (other.length > 0 && random.nextBoolean()) {
            other[random.nextInt(other.length)]++;
        }
        return other;
    }

    private static void replace(Mutator mutator, Random random, int root, byte[] bytes) {
        if (random.nextBoolean()) {
            mutator.roots().set(root, mutator.bytes().allocate(5, bytes));
            return;
        }
        int slots = random.nextInt(4);
        long ref = mutator.allocate(5, slots, bytes.length);
        int half = random.nextInt(bytes.length + 1);
        mutator.bytes().put(ref, 8 + 8 * slots, bytes, 0, half);
        mutator.bytes().put(ref, 8 + 8 * slots + half, bytes, half, bytes.length - half);
        mutator.roots().set(root, ref);
    }

    private static void compare(Mutator mutator, Random random, int i, byte[] first, int j, byte[] second) {
        Bytes bytes = mutator.bytes();
        long a = mutator.roots().get(i);
        long b = mutator.roots().get(j);
        int order = Integer.signum(Arrays.compareUnsigned(first, second));
        assertEquals(order == 0, bytes.equal(a, b));
        assertEquals(order == 0, bytes.equal(a, second));
        assertEquals(order, Integer.signum(bytes.compare(a, b)));
        assertEquals(order, Integer.signum(bytes.compare(a, second)));
        assertEquals(Bytes.hash(first), bytes.hash(a));
        assertArrayEquals(first, bytes.toArray(a));
        assertEquals(new String(first, StandardCharsets.UTF_8), bytes.getString(a));
        int from = random.nextInt(first.length + 1);
        int to = from + random.nextInt(first.length - from + 1);
        int otherFrom = random.nextInt(second.length + 1);
        int otherTo = otherFrom + random.nextInt(second.length - otherFrom + 1);
        byte[] part = Arrays.copyOfRange(first, from, to);
        long raw = 8 + 8 * mutator.slotCount(a);
        long otherRaw = 8 + 8 * mutator.slotCount(b);
        assertEquals(Integer.signum(Arrays.compareUnsigned(first, from, to, second, otherFrom, otherTo)),
                Integer.signum(bytes.compare(a, raw + from, to - from, b, otherRaw + otherFrom, otherTo - otherFrom)));
        assertEquals(Bytes.hash(part), bytes.hash(a, raw + from, to - from));
        assertEquals(new String(part, StandardCharsets.UTF_8), bytes.getString(a, raw + from, to - from));
        byte[] target = new byte[part.length + 2];
        bytes.get(a, raw + from, target, 1, part.length);
        assertArrayEquals(part, Arrays.copyOfRange(target, 1, part.length + 1));
    }

    /** From one object to another, or within one. */
    private static void copyPart(Mutator mutator, Random random, int i, byte[] first, int j, byte[] second) {
        int length = random.nextInt(Math.min(first.length, second.length) + 1);
        int from = random.nextInt(first.length - length + 1);
        int to = random.nextInt(second.length - length + 1);
        long a = mutator.roots().get(i);
        long b = mutator.roots().get(j);
        mutator.bytes().copy(a, 8 + 8 * mutator.slotCount(a) + from, b, 8 + 8 * mutator.slotCount(b) + to, length);
        System.arraycopy(first, from, second, to, length);
        assertArrayEquals(second, mutator.bytes().toArray(b));
    }

    @ParameterizedTest
    @MethodSource("heaps")
    void textAgreesWithStrings(String options) {
        long seed = Seeds.next();
        Seeds.run(seed, () -> {
            try (Heap heap = Heap.open(options); Mutator mutator = heap.attach()) {
                Random random = new Random(seed);
                Bytes bytes = mutator.bytes();
                RootStack roots = mutator.roots();
                int count = 40;
                String[] model = new String[count];
                Arrays.fill(model, "");
                for (int i = 0; i < count; i++) {
                    roots.push(bytes.allocateUtf8(1, ""));
                }
                for (int round = 0; round < 3000; round++) {
                    int i = random.nextInt(count);
                    model[i] = random.nextInt(4) == 0 ? model[random.nextInt(count)] : RandomText.next(random, random.nextInt(20) == 0 ? 3000 : 20);
                    byte[] encoded = model[i].getBytes(StandardCharsets.UTF_8);
                    assertEquals(encoded.length, Bytes.utf8Length(model[i]));
                    roots.set(i, bytes.allocateUtf8(7, model[i]));
                    assertEquals(7, mutator.tag(roots.get(i)));
                    assertArrayEquals(encoded, bytes.toArray(roots.get(i)));
                    int j = random.nextInt(count);
                    long ref = roots.get(j);
                    byte[] other = model[j].getBytes(StandardCharsets.UTF_8);
                    assertEquals(new String(other, StandardCharsets.UTF_8), bytes.getString(ref));
                    int order = Integer.signum(Arrays.compareUnsigned(other, encoded));
                    assertEquals(order, Integer.signum(bytes.compare(ref, model[i])), () -> "order of " + Arrays.toString(other) + " and "
                            + Arrays.toString(encoded));
                    assertEquals(order == 0, bytes.equal(ref, model[i]));
                    assertEquals(bytes.hash(model[j]), bytes.hash(ref));
                    // Behind something else in an object of its own shape.
                    long shaped = mutator.allocate(2, 1, 4 + encoded.length);
                    bytes.putUtf8(shaped, 20, model[i]);
                    assertEquals(0, mutator.getInt(shaped, 16));
                    assertEquals(new String(encoded, StandardCharsets.UTF_8), bytes.getString(shaped, 20, encoded.length));
                }
                heap.verify();
            }
            return null;
        });
    }

    @Test
    void malformedTextIsReadAsStringsReadIt() {
        long seed = Seeds.next();
        Seeds.run(seed, () -> {
            try (Heap heap = Heap.open("heap=4m"); Mutator mutator = heap.attach()) {
                Random random = new Random(seed);
                for (int round = 0; round < 20_000; round++) {
                    byte[] malformed = RandomText.next(random, 12).getBytes(StandardCharsets.UTF_8);
                    for (int i = 0; i < malformed.length; i++) {
                        malformed[i] = random.nextInt(4) == 0 ? (byte) random.nextInt() : malformed[i];
                    }
                    assertEquals(new String(malformed, StandardCharsets.UTF_8), mutator.bytes().getString(mutator.bytes().allocate(0, malformed)));
                }
                assertEquals("?", mutator.bytes().getString(mutator.bytes().allocateUtf8(0, "\uD800")));
                assertEquals("a?", mutator.bytes().getString(mutator.bytes().allocateUtf8(0, "a\uDC00")));
                assertEquals("??", mutator.bytes().getString(mutator.bytes().allocateUtf8(0, "\uDC00\uD800")));
                assertEquals("\uFFFD", mutator.bytes().getString(mutator.bytes().allocate(0, new byte[] {(byte) 0xE2, (byte) 0x82})));
            }
            return null;
        });
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void objectsOfManyUnscannedPagesAreComparedAndHashed(Barrier barrier) {
        long bytes = 500_003;
        try (Heap heap = Heap.open("heap=16m,page=4k,background=off,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            RootStack roots = mutator.roots();
            byte[] expected = new byte[(int) bytes];
            new Random(1).nextBytes(expected);
            for (int i = 0; i < 3; i++) {
                roots.push(mutator.bytes().allocate(i, expected));
            }
            mutator.putByte(roots.get(2), 8 + bytes - 2, (byte) ~expected[(int) bytes - 2]);
            for (int use = 0; use < 9; use++) {
                startCollection(heap, mutator);
                long first = roots.get(0);
                switch (use) {
                    case 0 -> assertTrue(mutator.bytes().equal(first, roots.get(1)));
                    case 1 -> assertEquals(Bytes.hash(expected), mutator.bytes().hash(first));
                    case 2 -> assertTrue(mutator.bytes().equal(first, expected));
                    case 3 -> assertEquals(expected[(int) bytes - 2] < 0 ? 1 : -1, Integer.signum(mutator.bytes().compare(first, roots.get(2))));
                    case 4 -> assertArrayEquals(expected, mutator.bytes().toArray(first));
                    case 5 -> assertEquals(0, mutator.bytes().compare(first, expected));
                    case 6 -> mutator.bytes().copy(first, 8, roots.get(1), 8, bytes);
                    case 7 -> assertEquals(new String(expected, StandardCharsets.UTF_8), mutator.bytes().getString(first));
                    default -> mutator.bytes().put(first, 8, expected, 0, expected.length);
                }
            }
            assertTrue(mutator.bytes().equal(roots.get(1), expected));
            heap.verify();
        }
    }

    private static void startCollection(Heap heap, Mutator mutator) {
        heap.collect();
        long before = heap.statistics().collections();
        while (heap.statistics().collections() == before) {
            mutator.allocate(0, 0, 4000);
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void mutatorsReadEachOthersTextDuringCollections(Barrier barrier) {
        int texts = 400;
        String[] model = new String[texts];
        long[] hashes = new long[texts];
        for (int i = 0; i < texts; i++) {
            model[i] = "text number " + i + " " + "äöü€".repeat(i % 60) + "x".repeat(i % 37 == 0 ? 9000 : 0);
            hashes[i] = Bytes.hash(model[i].getBytes(StandardCharsets.UTF_8));
        }
        try (Heap heap = Heap.open("heap=16m,page=4k,barrier=" + barrier.key()); GlobalRoot table = heap.newGlobalRoot(0)) {
            try (Mutator mutator = heap.attach()) {
                table.set(mutator.allocate(1, texts, 0));
                for (int i = 0; i < texts; i++) {
                    long text = mutator.bytes().allocateUtf8(2, model[i]);
                    mutator.setSlot(table.get(), i, text);
                }
            }
            MutatorThreads.run(3, index -> {
                try (Mutator mutator = heap.attach()) {
                    Random random = new Random(index);
                    Bytes bytes = mutator.bytes();
                    for (int round = 0; round < 60_000; round++) {
                        if (round % 3 == 0) {
                            mutator.allocate(0, 3, 4000);
                        }
                        int i = random.nextInt(texts);
                        long text = mutator.getSlot(table.get(), i);
                        int j = random.nextInt(texts);
                        boolean right = switch (round % 4) {
                            case 0 -> bytes.equal(text, model[i]);
                            case 1 -> bytes.hash(text) == hashes[i];
                            case 2 -> bytes.equal(text, mutator.getSlot(table.get(), j)) == (i == j);
                            default -> round % 16 != 3 || bytes.getString(text).equals(model[i]);
                        };
                        if (!right) {
                            throw new AssertionError("text " + i + " and " + j + " in round " + round);
                        }
                    }
                }
            });
            assertTrue(heap.statistics().collections() > 3, () -> "" + heap.statistics());
            heap.verify();
        }
    }

    @Test
    void comparingAndHashingMakeNoJavaObjects() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Heap heap = Heap.open("heap=64m"); Mutator mutator = heap.attach()) {
            Bytes bytes = mutator.bytes();
            RootStack roots = mutator.roots();
            String text = "Identität, μ and €, and then some more text";
            byte[] array = text.getBytes(StandardCharsets.UTF_8);
            roots.push(bytes.allocateUtf8(1, text));
            roots.push(bytes.allocate(1, array));
            Runnable uses = () -> {
                for (int i = 0; i < 20_000; i++) {
                    long first = roots.get(0);
                    boolean same = bytes.equal(first, roots.get(1)) && bytes.equal(first, array) && bytes.equal(first, text);
                    same &= bytes.compare(first, roots.get(1)) == 0 && bytes.compare(first, text) == 0;
                    same &= bytes.hash(first) == bytes.hash(text) && bytes.hash(first) == Bytes.hash(array);
                    same &= mutator.identityHash(first) == mutator.identityHash(first);
                    bytes.get(first, 8, array, 0, array.length);
                    bytes.put(first, 8, array, 0, array.length);
                    bytes.copy(first, 8, roots.get(1), 8, array.length);
                    long fresh = bytes.allocateUtf8(2, text);
                    if (!same || mutator.rawBytes(fresh) != array.length) {
                        throw new AssertionError("round " + i);
                    }
                }
            };
            uses.run();
            uses.run();
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().threadId());
            uses.run();
            long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().threadId()) - before;
            // Flips and buffers make a little; an object for each use would be 16 bytes times 20,000 at least.
            assertTrue(allocated < 100_000, "bytes allocated: " + allocated);
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void rangesOutsideTheObjectAreRefusedWithChecks(Barrier barrier) {
        try (Heap heap = Heap.open("heap=4m,checks=on,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            long ref = mutator.bytes().allocate(1, new byte[16]);
            Bytes bytes = mutator.bytes();
            assertThrows(IndexOutOfBoundsException.class, () -> bytes.hash(ref, 16, 9));
            assertThrows(IndexOutOfBoundsException.class, () -> bytes.hash(ref, -8, 8));
            assertThrows(IndexOutOfBoundsException.class, () -> bytes.compare(ref, 8, 17, ref, 8, 16));
            assertThrows(IndexOutOfBoundsException.class, () -> bytes.getString(ref, 25, 1));
            assertThrows(IndexOutOfBoundsException.class, () -> bytes.putUtf8(ref, 20, "12345"));
            assertThrows(IndexOutOfBoundsException.class, () -> bytes.copy(ref, 8, ref, 16, 9));
            assertThrows(IndexOutOfBoundsException.class, () -> bytes.get(ref, 8, new byte[8], 1, 8));
            assertThrows(IndexOutOfBoundsException.class, () -> bytes.put(ref, 8, new byte[8], -1, 2));
            assertEquals(8 + 16, mutator.sizeBytes(ref));
        }
    }

    @Test
    void objectTooLongForAStringIsRefusedByItsLength() {
        try (Heap heap = Heap.open("heap=5g"); Mutator mutator = heap.attach()) {
            long ref = mutator.allocate(1, 0, Integer.MAX_VALUE);
            IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> mutator.bytes().getString(ref));
            assertEquals("an array or string has at most 2147483639 bytes: 2147483647", refused.getMessage());
            assertThrows(IllegalArgumentException.class, () -> mutator.bytes().toArray(ref));
        }
    }

    /** Why addresses are not for the operating system: on a closed page a system call fails where a load would be served. */
    @Test
    void systemCallOnAnObjectFailsWhereItsPageIsClosed() {
        try (Heap heap = Heap.open("heap=8m,page=4k,background=off,protection=mprotect"); Mutator mutator = heap.attach()) {
            mutator.roots().push(mutator.allocate(1, 0, 5 * PAGE));
            startCollection(heap, mutator);
            long inner = mutator.roots().peek() + 2 * PAGE;
            assertEquals(-EFAULT, SystemCall.invoke(GETRANDOM, inner, 8, 0));
            mutator.getLong(mutator.roots().peek(), 2 * PAGE);
            assertEquals(8, SystemCall.invoke(GETRANDOM, inner, 8, 0));
        }
    }

    /** The example of {@link Bytes}, word for word. */
    @ParameterizedTest
    @EnumSource(Barrier.class)
    void piecesOfAnObjectAreWrittenThroughABufferWhileItMoves(Barrier barrier) throws Exception {
        ObjectLayout layout = ObjectLayout.of(3, 2, 100_001);
        byte[] expected = new byte[100_001];
        new Random(3).nextBytes(expected);
        try (Heap heap = Heap.open("heap=8m,page=4k,stress=1,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            RootStack roots = mutator.roots();
            roots.push(mutator.allocate(layout));
            mutator.bytes().put(roots.peek(), layout.rawOffset(), expected, 0, expected.length);
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            WritableByteChannel channel = Channels.newChannel(written);
            ByteBuffer buffer = ByteBuffer.allocateDirect(8192);
            MemorySegment piece = MemorySegment.ofBuffer(buffer);
            for (long done = 0; done < mutator.rawBytes(roots.peek()); done += buffer.limit()) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), mutator.rawBytes(roots.peek()) - done));
                mutator.copyOut(roots.peek(), layout.rawOffset() + done, piece, 0, buffer.limit());
                try (Blocked _ = mutator.blocked()) {
                    while (buffer.hasRemaining()) {
                        channel.write(buffer);
                    }
                }
                mutator.allocate(0, 0, 0);
            }
            assertArrayEquals(expected, written.toByteArray());
        }
    }
}
