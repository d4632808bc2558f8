package org.tospace.gc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.netbeans.lib.profiler.heap.Field;
import org.netbeans.lib.profiler.heap.FieldValue;
import org.netbeans.lib.profiler.heap.GCRoot;
import org.netbeans.lib.profiler.heap.HeapFactory;
import org.netbeans.lib.profiler.heap.Instance;
import org.netbeans.lib.profiler.heap.JavaClass;
import org.netbeans.lib.profiler.heap.ObjectArrayInstance;
import org.netbeans.lib.profiler.heap.PrimitiveArrayInstance;

/** A dump as the reader of NetBeans and VisualVM understands it, whose API knows no type parameters. */
final class DumpReader {
    private final org.netbeans.lib.profiler.heap.Heap heap;

    DumpReader(Path file) throws IOException {
        heap = HeapFactory.createHeap(file.toFile());
    }

    List<String> names() {
        return list(heap.getAllClasses(), JavaClass.class).stream().map(JavaClass::getName).toList();
    }

    /** What the reader calls a class, with '.' for '/'. */
    JavaClass type(String name) {
        JavaClass type = heap.getJavaClassByName(name);
        if (type == null) {
            throw new AssertionError("no class '" + name + "', but " + names());
        }
        return type;
    }

    Instance instance(long id) {
        Instance instance = heap.getInstanceByID(id);
        if (instance == null) {
            throw new AssertionError("no instance 0x" + Long.toHexString(id));
        }
        return instance;
    }

    List<Instance> instances(String type) {
        return list(type(type).getInstances(), Instance.class);
    }

    long objects() {
        return heap.getSummary().getTotalLiveInstances();
    }

    List<GCRoot> roots() {
        return list(heap.getGCRoots(), GCRoot.class);
    }

    static List<String> fields(JavaClass type) {
        return list(type.getFields(), Field.class).stream().map(field -> field.getType().getName() + " " + field.getName()).toList();
    }

    /** Values in the order of the fields, as text. */
    static List<String> values(Instance instance) {
        return list(instance.getFieldValues(), FieldValue.class).stream().map(FieldValue::getValue).toList();
    }

    /** The identifier of what a field names, 0 for null. */
    static long target(Instance instance, String field) {
        return instance.getValueOfField(field) instanceof Instance target ? target.getInstanceId() : 0;
    }

    static long bits(Instance instance, String field) {
        return (Long) instance.getValueOfField(field);
    }

    /** The identifiers in an array of objects. */
    static List<Long> targets(Object array) {
        return list(((ObjectArrayInstance) array).getValues(), Instance.class).stream()
                .map(each -> each == null ? 0 : each.getInstanceId()).toList();
    }

    static List<Instance> elements(Object array) {
        return list(((ObjectArrayInstance) array).getValues(), Instance.class);
    }

    static List<Long> longs(Object array) {
        return list(((PrimitiveArrayInstance) array).getValues(), String.class).stream().map(Long::parseLong).toList();
    }

    static List<Integer> bytes(Object array) {
        return list(((PrimitiveArrayInstance) array).getValues(), String.class).stream().map(Integer::parseInt).toList();
    }

    private static <T> List<T> list(Collection<?> raw, Class<T> type) {
        return raw.stream().<T>map(type::cast).toList();
    }
}
