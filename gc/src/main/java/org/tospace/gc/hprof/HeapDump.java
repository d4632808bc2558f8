package org.tospace.gc.hprof;

import static org.tospace.gc.hprof.HprofFormat.ID_BYTES;
import static org.tospace.gc.hprof.HprofFormat.NO_TRACE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import org.tospace.gc.hprof.DumpClass.Field;
import org.tospace.gc.inspect.Labels;
import org.tospace.gc.inspect.LayoutCounts;
import org.tospace.gc.inspect.LiveEphemerons;
import org.tospace.gc.inspect.LiveObjects;
import org.tospace.gc.inspect.RootSource;
import org.tospace.gc.inspect.StoppedHeap;
import org.tospace.gc.scan.ObjectHeader;
import org.tospace.runtime.memory.Memory;

/**
 * Writes what is live in a stopped heap: names and classes, then the tables of roots, each an object that is a root of the dump and
 * whose array {@code slots} has the roots by number, then all objects in the order of their addresses.
 */
public final class HeapDump {
    private static final int BUFFER_BYTES = 1 << 20;
    /** Readers count in ints: no array is longer than half of what these can say. */
    private static final long PIECE_BYTES = 1 << 30;

    private static final long RAW = 1;
    private static final long REFERENCES = 2;
    private static final long BITS = 3;

    private final RecordWriter out;
    private final StoppedHeap heap;
    private final LiveObjects live;
    private final RootSource roots;
    private final ObjectClasses classes;
    private final ArrayWriter arrays;
    private final Map<String, Long> strings = new HashMap<>();

    private HeapDump(RecordWriter out, long pieceBytes, LiveObjects live, RootSource roots, Labels labels) {
        this.out = out;
        this.heap = live.heap();
        this.live = live;
        this.roots = roots;
        Set<String> tables = new LinkedHashSet<>();
        roots.show((name, _, _, _) -> tables.add(name));
        this.classes = new ObjectClasses(LayoutCounts.of(live).layouts(), tables, labels);
        this.arrays = new ArrayWriter(out, heap.encoding(), classes.objectArray().id(), pieceBytes);
    }

    /**
     * Writes to a channel, which stays open.
     *
     * @return how many bytes
     */
    public static long write(WritableByteChannel channel, LiveObjects live, RootSource roots, Labels labels) throws IOException {
        return write(channel, BUFFER_BYTES, PIECE_BYTES, live, roots, labels);
    }

    /**
     * The same with sizes of one's own.
     *
     * @param bufferBytes how long segments are, unless one thing alone is longer; at least 64
     * @param pieceBytes how long an array is at most; a multiple of 8
     */
    public static long write(WritableByteChannel channel, int bufferBytes, long pieceBytes, LiveObjects live, RootSource roots,
            Labels labels) throws IOException {
        RecordWriter out = new RecordWriter(channel, bufferBytes);
        new HeapDump(out, pieceBytes, live, roots, labels).write();
        return out.written();
    }

    private void write() throws IOException {
        out.header(System.currentTimeMillis());
        int serial = 0;
        for (DumpClass each : classes.all()) {
            string(each.name());
            for (Field field : each.fields()) {
                string(field.name());
            }
        }
        for (DumpClass each : classes.all()) {
            serial++;
            out.record(HprofFormat.LOAD_CLASS, 4 + ID_BYTES + 4 + ID_BYTES);
            out.putInt(serial);
            out.putLong(each.id());
            out.putInt(NO_TRACE);
            out.putLong(strings.get(each.name()));
        }
        out.record(HprofFormat.STACK_TRACE, 4 + 4 + 4);
        out.putInt(NO_TRACE);
        out.putInt(0);
        out.putInt(0);
        for (DumpClass each : classes.all()) {
            classDump(each);
        }
        writeRoots(() -> roots.show((name, address, count, first) -> unchecked(() -> table(name, address, count, first))));
        writeRoots(() -> roots.showWeak(new Held()));
        live.forEach(this::object);
        out.end();
    }

    private void string(String text) throws IOException {
        if (!strings.containsKey(text)) {
            long id = strings.size() + 1L;
            strings.put(text, id);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.record(HprofFormat.STRING, ID_BYTES + bytes.length);
            out.putLong(id);
            out.bytes(bytes);
        }
    }

    private void classDump(DumpClass each) throws IOException {
        out.part(HprofFormat.CLASS_DUMP, 1 + ID_BYTES + 4 + 6 * ID_BYTES + 4 + 3 * 2 + each.fields().size() * (ID_BYTES + 1L));
        out.putLong(each.id());
        out.putInt(NO_TRACE);
        out.putLong(each.superId());
        // No loader, signers, protection domain; two words are reserved.
        for (int i = 0; i < 5; i++) {
            out.putLong(0);
        }
        out.putInt(each.instanceBytes());
        // No constants, no static fields.
        out.putShort(0);
        out.putShort(0);
        out.putShort(each.fields().size());
        for (Field field : each.fields()) {
            out.putLong(strings.get(field.name()));
            out.putByte(field.type());
        }
    }

    private interface Writing {
        void write() throws IOException;
    }

    private static void writeRoots(Runnable show) throws IOException {
        try {
            show.run();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void unchecked(Writing writing) {
        try {
            writing.write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is held by weak structures, such as values of ephemerons and what waits in a finalization queue: roots without a table. */
    private final class Held extends LiveEphemerons {
        Held() {
            super(live);
        }

        @Override
        public void word(String name, long index, long value, boolean strong) {
            if (strong && heap.encoding().isReference(value)) {
                value(name, index, value);
            }
        }

        @Override
        protected void value(String name, long index, long value) {
            unchecked(() -> root(heap.encoding().address(value)));
        }
    }

    private void root(long id) throws IOException {
        out.part(HprofFormat.ROOT_JNI_GLOBAL, 1 + 2 * ID_BYTES);
        out.putLong(id);
        out.putLong(id);
    }

    private void table(String name, long address, long count, long first) throws IOException {
        DumpClass type = classes.ofTable(name);
        long id = classes.newId();
        long references = classes.newId();
        boolean needsBits = arrays.needsBits(address, count);
        long bits = needsBits ? classes.newId() : 0;
        LongUnaryOperator pieceId = _ -> classes.newId();
        root(id);
        instance(id, type);
        out.putLong(references);
        out.putLong(bits);
        out.putLong(first);
        arrays.references(address, count, references, pieceId);
        if (needsBits) {
            arrays.bits(address, count, bits, pieceId);
        }
    }

    private void instance(long id, DumpClass type) throws IOException {
        out.part(HprofFormat.INSTANCE_DUMP, 1 + ID_BYTES + 4 + ID_BYTES + 4 + type.valueBytes());
        out.putLong(id);
        out.putInt(NO_TRACE);
        out.putLong(type.id());
        out.putInt(type.valueBytes());
    }

    private void object(long object) throws IOException {
        long header = heap.word(object);
        long slots = ObjectHeader.slots(header);
        long rawBytes = ObjectHeader.rawBytes(header);
        long slotsAddress = object + heap.delta() + ObjectHeader.WORD_BYTES;
        boolean many = slots > ObjectClasses.MOST_FIELDS;
        boolean needsBits = many && arrays.needsBits(slotsAddress, slots);
        instance(object, classes.of(header));
        if (many) {
            out.putLong(object + REFERENCES);
            out.putLong(needsBits ? object + BITS : 0);
        } else {
            for (long i = 0; i < slots; i++) {
                long value = heap.slot(object, i);
                out.putLong(ArrayWriter.target(heap.encoding(), value));
                out.putLong(value);
            }
        }
        if (rawBytes != 0) {
            out.putLong(object + RAW);
        }
        long firstSlot = object + ObjectHeader.WORD_BYTES;
        if (many) {
            arrays.references(slotsAddress, slots, object + REFERENCES, offset -> firstSlot + offset + REFERENCES);
        }
        if (needsBits) {
            arrays.bits(slotsAddress, slots, object + BITS, offset -> firstSlot + offset + BITS);
        }
        if (rawBytes != 0) {
            long offset = slots * ObjectHeader.WORD_BYTES;
            arrays.bytes(slotsAddress + offset, rawBytes, object + RAW, piece -> firstSlot + offset + piece + RAW);
        }
    }
}
