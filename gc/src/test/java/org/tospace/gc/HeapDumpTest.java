package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netbeans.lib.profiler.heap.GCRoot;
import org.netbeans.lib.profiler.heap.Instance;

/** Dumps are opened by a reader that is not ours. */
class HeapDumpTest {
    private static final int PAIR = 1;
    private static final int TEXT = 2;
    private static final int VECTOR = 3;

    @TempDir
    private Path folder;
    private Heap heap;
    private Mutator mutator;

    @BeforeEach
    void open() {
        open("heap=16m");
    }

    private void open(String options) {
        heap = Heap.open(options);
        mutator = heap.attach();
        heap.setTagNames(new TagNames() {
            @Override
            public String name(int tag) {
                return switch (tag) {
                    case PAIR -> "pair";
                    case TEXT -> "text";
                    case VECTOR, 4 -> "vector";
                    default -> null;
                };
            }

            @Override
            public String slotName(int tag, long slot) {
                return tag != PAIR ? null : slot == 0 ? "head" : "tail";
            }
        });
    }

    @AfterEach
    void close() {
        heap.close();
    }

    private DumpReader dump() throws IOException {
        Path file = folder.resolve("dump.hprof");
        HeapDumpResult result = heap.dump(file);
        assertEquals(Files.size(file), result.fileBytes());
        assertEquals(heap.verify().objects(), result.objects());
        assertEquals(heap.verify().bytes(), result.bytes());
        return new DumpReader(file);
    }

    private long push(int tag, long slots, long rawBytes) {
        mutator.roots().push(mutator.allocate(tag, slots, rawBytes));
        return mutator.roots().peek();
    }

    @Test
    void slotsAreFieldsWithReferenceAndBits() throws IOException {
        long pair = push(PAIR, 2, 0);
        long second = mutator.allocate(PAIR, 2, 0);
        mutator.allocate(PAIR, 2, 0);
        mutator.setSlot(pair, 0, 43);
        mutator.setSlot(pair, 1, second);
        mutator.setSlot(second, 0, -1);
        DumpReader dump = dump();
        assertEquals(2, dump.type("pair").getInstancesCount());
        assertEquals(List.of("object head", "long head.bits", "object tail", "long tail.bits"), DumpReader.fields(dump.type("pair")));
        assertEquals("java.lang.Object", dump.type("pair").getSuperClass().getName());
        Instance first = dump.instance(pair);
        assertEquals("pair", first.getJavaClass().getName());
        assertEquals(0, DumpReader.target(first, "head"));
        assertEquals(43, DumpReader.bits(first, "head.bits"));
        assertEquals(second, DumpReader.target(first, "tail"));
        assertEquals(second, DumpReader.bits(first, "tail.bits"));
        assertEquals(-1, DumpReader.bits(dump.instance(second), "head.bits"));
        assertEquals(0, DumpReader.bits(dump.instance(second), "tail.bits"));
        assertEquals(24, first.getSize());
    }

    @Test
    void boxedReferencesAreFollowed() throws IOException {
        heap.close();
        open("heap=16m,encoding=nan-boxing");
        long pair = mutator.allocate(PAIR, 2, 0);
        long boxed = ReferenceEncoding.NAN_BOXING.value(pair);
        mutator.roots().push(boxed);
        mutator.setSlot(pair, 0, Double.doubleToRawLongBits(0.5));
        mutator.setSlot(pair, 1, boxed);
        Instance instance = dump().instance(pair);
        assertEquals(0.5, Double.longBitsToDouble(DumpReader.bits(instance, "head.bits")));
        assertEquals(0, DumpReader.target(instance, "head"));
        assertEquals(boxed, DumpReader.bits(instance, "tail.bits"));
        assertEquals(pair, DumpReader.target(instance, "tail"));
    }

    @Test
    void rawBytesAreAnArray() throws IOException {
        long text = push(TEXT, 1, 5);
        for (int i = 0; i < 5; i++) {
            mutator.putByte(text, 16 + i, (byte) (i - 2));
        }
        mutator.setSlot(text, 0, text);
        DumpReader dump = dump();
        assertEquals(List.of("object slot0", "long slot0.bits", "object raw"), DumpReader.fields(dump.type("text")));
        Instance instance = dump.instance(text);
        assertEquals(text, DumpReader.target(instance, "slot0"));
        assertEquals(text + 1, DumpReader.target(instance, "raw"));
        assertEquals("byte[]", dump.instance(text + 1).getJavaClass().getName());
        assertEquals(List.of(-2, -1, 0, 1, 2), DumpReader.bytes(instance.getValueOfField("raw")));
    }

    @Test
    void manySlotsAreArrays() throws IOException {
        long large = push(VECTOR, 33, 3);
        long plain = push(VECTOR, 40, 0);
        long fields = push(VECTOR, 32, 0);
        mutator.setSlot(large, 0, plain);
        mutator.setSlot(large, 31, 99);
        mutator.setSlot(large, 32, fields);
        mutator.setSlot(plain, 39, large);
        mutator.putByte(large, 8 + 33 * 8, (byte) 5);
        DumpReader dump = dump();
        Instance instance = dump.instance(large);
        assertEquals("vector (many slots, raw bytes)", instance.getJavaClass().getName());
        assertEquals(List.of("object slots", "object bits", "object raw"), DumpReader.fields(instance.getJavaClass()));
        assertEquals(LongStream.range(0, 33).map(i -> i == 0 ? plain : i == 32 ? fields : 0).boxed().toList(),
                DumpReader.targets(instance.getValueOfField("slots")));
        assertEquals(LongStream.range(0, 33).map(i -> i == 0 ? plain : i == 31 ? 99 : i == 32 ? fields : 0).boxed().toList(),
                DumpReader.longs(instance.getValueOfField("bits")));
        assertEquals(List.of(5, 0, 0), DumpReader.bytes(instance.getValueOfField("raw")));
        assertEquals(large, DumpReader.targets(dump.instance(plain).getValueOfField("slots")).get(39));
        assertNull(dump.instance(plain).getValueOfField("bits"));
        assertEquals("vector (many slots)", dump.instance(plain).getJavaClass().getName());
        assertEquals("vector (32 slots)", dump.instance(fields).getJavaClass().getName());
        assertEquals(64, DumpReader.fields(dump.type("vector (32 slots)")).size());
        assertEquals(33 * 8, dump.type("vector (32 slots)").getInstanceSize());
    }

    @Test
    void rootsAreTablesWithNumbers() throws IOException {
        mutator.roots().push(77);
        long pair = push(PAIR, 2, 0);
        long other = mutator.allocate(PAIR, 2, 0);
        try (GlobalRoot first = heap.newGlobalRoot(0); GlobalRoot second = heap.newGlobalRoot(other)) {
            DumpReader dump = dump();
            assertEquals(2, dump.roots().size());
            assertTrue(dump.roots().stream().allMatch(root -> root.getKind().equals(GCRoot.JNI_GLOBAL)));
            Instance stack = dump.instances("root stack of mutator " + mutator.id() + ", slot").getFirst();
            assertEquals(List.of(0L, pair), DumpReader.targets(stack.getValueOfField("slots")));
            assertEquals(List.of(77L, pair), DumpReader.longs(stack.getValueOfField("bits")));
            Instance globals = dump.instances("global root").getFirst();
            assertEquals(List.of(0L, other), DumpReader.targets(globals.getValueOfField("slots")));
            assertNull(globals.getValueOfField("bits"));
            assertEquals(0, DumpReader.bits(globals, "first"));
            assertEquals(0, first.get());
            assertEquals(other, second.get());
            assertEquals(globals.getInstanceId(), dump.instance(other).getNearestGCRootPointer().getNearestGCRootPointer().getInstanceId());
        }
    }

    @Test
    void namesAreMadeDifferent() throws IOException {
        long third = push(VECTOR, 1, 0);
        long fourth = push(4, 1, 0);
        long unnamed = push(5, 1, 0);
        DumpReader dump = dump();
        assertEquals("vector", dump.instance(third).getJavaClass().getName());
        assertEquals("vector (tag 4)", dump.instance(fourth).getJavaClass().getName());
        assertEquals("tag 5", dump.instance(unnamed).getJavaClass().getName());
    }

    @Test
    void retainedSizesAreThoseOfTheHeap() throws IOException {
        long head = push(PAIR, 2, 0);
        long last = head;
        int length = 10_000;
        for (int i = 1; i < length; i++) {
            long pair = mutator.allocate(PAIR, 2, 0);
            // The first has moved if there was a collection; a list this short needs none.
            mutator.setSlot(last, 1, pair);
            last = pair;
        }
        long vector = push(TEXT, 0, 0);
        DumpReader dump = dump();
        assertEquals(length, dump.type("pair").getInstancesCount());
        assertEquals(length * 24L, dump.type("pair").getAllInstancesSize());
        assertEquals(length * 24L, dump.instance(head).getRetainedSize());
        assertEquals(24, dump.instance(last).getRetainedSize());
        assertEquals(8, dump.instance(vector).getSize());
    }

    @Test
    void dumpAfterCollectionsIsOfTheObjectsAsTheyAre() throws IOException {
        long pair = push(PAIR, 2, 0);
        mutator.setSlot(pair, 0, pair);
        heap.collect();
        long moved = mutator.roots().peek();
        assertFalse(moved == pair);
        DumpReader dump = dump();
        assertEquals(moved, DumpReader.target(dump.instance(moved), "head"));
        assertEquals(1, dump.type("pair").getInstancesCount());
    }

    @Test
    void whatWeakStructuresKeepAliveIsARoot() throws IOException {
        long key = push(PAIR, 2, 0);
        long value = mutator.allocate(PAIR, 2, 0);
        long dead = mutator.allocate(PAIR, 2, 0);
        long unused = mutator.allocate(PAIR, 2, 0);
        long weak = mutator.allocate(PAIR, 2, 0);
        try (EphemeronTable table = heap.newEphemeronTable(); WeakRoot root = heap.newWeakRoot(weak)) {
            table.put(mutator, 1, key, value);
            table.put(mutator, 2, dead, unused);
            DumpReader dump = dump();
            assertEquals(2, dump.type("pair").getInstancesCount());
            assertTrue(dump.instance(value).isGCRoot());
            assertFalse(dump.instance(key).isGCRoot());
            assertEquals(weak, root.get(mutator));
        }
    }

    @Test
    void rootsOfProvidersAndArraysAreTables() throws IOException {
        long pair = mutator.allocate(PAIR, 2, 0);
        long[] constants = {0, pair};
        heap.addRootProvider(visitor -> {
            visitor.visit(constants);
            constants[0] = visitor.visit(constants[0]);
        });
        try (RootArray array = heap.newRootArray(3)) {
            array.resize(3);
            array.set(2, pair);
            DumpReader dump = dump();
            assertEquals(List.of(0L, 0L, pair), DumpReader.targets(dump.instances("root array").getFirst().getValueOfField("slots")));
            String provider = dump.names().stream().filter(name -> name.startsWith("root provider ")).findFirst().orElseThrow();
            List<Long> values = dump.instances(provider).stream().flatMap(table -> DumpReader.targets(table.getValueOfField("slots")).stream()).toList();
            assertEquals(List.of(0L, pair, 0L), values);
        }
    }
}
