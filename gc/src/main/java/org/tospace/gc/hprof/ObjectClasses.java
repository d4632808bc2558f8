package org.tospace.gc.hprof;

import static org.tospace.gc.hprof.HprofFormat.LONG;
import static org.tospace.gc.hprof.HprofFormat.OBJECT;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tospace.gc.hprof.DumpClass.Field;
import org.tospace.gc.inspect.Labels;
import org.tospace.gc.scan.ObjectHeader;

/**
 * The classes of a dump. Objects of one tag have the class of its name if all have the same number of slots and all or none have
 * raw bytes; otherwise a class for each such shape, which its name tells: {@code vector (3 slots)}.
 *
 * <p>Up to {@value #MOST_FIELDS} slots are fields: each is an object field, null unless the slot holds a reference, and a long field with the
 * slot's 64 bits whatever they are, since a slot may hold either. More slots are an array of objects in a field {@code slots}, and an array of longs
 * in {@code bits}, null if all that is not a reference is 0. Raw bytes are an array in a field {@code raw}.
 */
final class ObjectClasses {
    /** So many slots are fields at most. */
    static final int MOST_FIELDS = 32;

    private static final int FIRST_ID = 8;
    private static final int ID_STEP = 8;

    /** What objects of a class have in common; {@code slots} is -1 for more than can be fields. */
    private record Shape(int tag, int slots, boolean raw) {
        static Shape of(long header) {
            long slots = ObjectHeader.slots(header);
            return new Shape(ObjectHeader.tag(header), slots > MOST_FIELDS ? -1 : (int) slots, ObjectHeader.rawBytes(header) != 0);
        }

        String description() {
            String words = slots == -1 ? "many slots" : slots == 1 ? "1 slot" : slots + " slots";
            return " (" + words + (raw ? ", raw bytes)" : ")");
        }
    }

    private final Map<Shape, DumpClass> byShape = new HashMap<>();
    private final Map<String, DumpClass> tables = new LinkedHashMap<>();
    private final List<DumpClass> all = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final DumpClass object;
    private final DumpClass objectArray;
    private long nextId = FIRST_ID;

    /**
     * The classes for objects of these layouts and for tables of roots of these names.
     *
     * @param layouts headers
     */
    ObjectClasses(long[] layouts, Collection<String> tableNames, Labels labels) {
        object = add("java/lang/Object", 0, (int) ObjectHeader.WORD_BYTES, List.of());
        add("java/lang/Class", object.id(), (int) ObjectHeader.WORD_BYTES, List.of());
        // VisualVM computes no path to a root and no retained size unless it finds these.
        int referenceBytes = (int) (2 * ObjectHeader.WORD_BYTES);
        DumpClass reference = add("java/lang/ref/Reference", object.id(), referenceBytes, List.of(new Field("referent", OBJECT)));
        for (String kind : List.of("Weak", "Soft", "Final", "Phantom")) {
            add("java/lang/ref/" + kind + "Reference", reference.id(), referenceBytes, List.of());
        }
        objectArray = add("[Ljava/lang/Object;", object.id(), 0, List.of());
        for (String primitive : List.of("[Z", "[C", "[F", "[D", "[B", "[S", "[I", "[J")) {
            add(primitive, object.id(), 0, List.of());
        }
        Map<Integer, Set<Shape>> shapes = new TreeMap<>();
        for (long header : layouts) {
            shapes.computeIfAbsent(ObjectHeader.tag(header), _ -> new LinkedHashSet<>()).add(Shape.of(header));
        }
        shapes.forEach((tag, ofTag) -> addTag(tag, ofTag, labels));
        for (String name : tableNames) {
            tables.put(name, add(unused(name, ""), object.id(), (int) ObjectHeader.WORD_BYTES,
                    List.of(new Field("slots", OBJECT), new Field("bits", OBJECT), new Field("first", LONG))));
        }
    }

    private void addTag(int tag, Set<Shape> shapes, Labels labels) {
        String kind = labels.kind(tag);
        for (Shape shape : shapes) {
            String name = unused(shapes.size() == 1 ? kind : kind + shape.description(), " (tag " + tag + ")");
            long slotBytes = Math.max(0, shape.slots) * ObjectHeader.WORD_BYTES;
            byShape.put(shape, add(name, object.id(), (int) (ObjectHeader.WORD_BYTES + slotBytes), fields(shape, labels)));
        }
    }

    private static List<Field> fields(Shape shape, Labels labels) {
        List<Field> fields = new ArrayList<>();
        Set<String> taken = new HashSet<>(List.of("raw"));
        for (int i = 0; i < shape.slots; i++) {
            String name = labels.slot(shape.tag, i);
            if (name == null || !taken.add(name)) {
                name = "slot" + i;
            }
            fields.add(new Field(name, OBJECT));
            fields.add(new Field(name + ".bits", LONG));
        }
        if (shape.slots == -1) {
            fields.add(new Field("slots", OBJECT));
            fields.add(new Field("bits", OBJECT));
        }
        if (shape.raw) {
            fields.add(new Field("raw", OBJECT));
        }
        return fields;
    }

    /** Two tags may have one name, and a name may be the JVM's for something else. */
    private String unused(String name, String otherwise) {
        String plain = name.startsWith("[") ? "'" + name + "'" : name;
        String result = names.contains(plain) ? plain + otherwise : plain;
        while (names.contains(result)) {
            result += "'";
        }
        return result;
    }

    private DumpClass add(String name, long superId, int instanceBytes, List<Field> fields) {
        DumpClass added = new DumpClass(newId(), name, superId, instanceBytes, List.copyOf(fields));
        names.add(name);
        all.add(added);
        return added;
    }

    /** An identifier that no object of the heap has. */
    long newId() {
        long id = nextId;
        nextId += ID_STEP;
        return id;
    }

    /** All of them, superclasses first. */
    List<DumpClass> all() {
        return all;
    }

    /** The class of an object with a header. */
    DumpClass of(long header) {
        return byShape.get(Shape.of(header));
    }

    /** The class of a table of roots. */
    DumpClass ofTable(String name) {
        return tables.get(name);
    }

    /** The class of arrays of objects. */
    DumpClass objectArray() {
        return objectArray;
    }
}
