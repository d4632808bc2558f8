package org.tospace.workloads.workload;

import java.util.List;
import java.util.Optional;

/** All workloads there are, by name. */
public final class Workloads {
    private static final List<Workload> ALL = List.of(new GcBench(), new BinaryTrees(), new Splay(), new ListReversal(), new Quads(), new LruCache(),
            new Storage(), new Havlak(), new Graph(), new LoxScript());

    private Workloads() {
    }

    /** All of them, in the order in which they are listed. */
    public static List<Workload> all() {
        return ALL;
    }

    /** Their names. */
    public static List<String> names() {
        return ALL.stream().map(Workload::name).toList();
    }

    /** The workload of this name. */
    public static Optional<Workload> find(String name) {
        return ALL.stream().filter(workload -> workload.name().equals(name)).findFirst();
    }
}
