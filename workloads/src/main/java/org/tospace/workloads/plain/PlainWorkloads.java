package org.tospace.workloads.plain;

import java.util.List;
import java.util.Optional;

/** All twins there are, by the name of their workload. */
public final class PlainWorkloads {
    private static final List<PlainWorkload> ALL = List.of(new PlainGcBench(), new PlainBinaryTrees(), new PlainSplay(), new PlainListReversal(),
            new PlainQuads(), new PlainLruCache(), new PlainStorage(), new PlainHavlak());

    private PlainWorkloads() {
    }

    /** The names of the workloads that have a twin. */
    public static List<String> names() {
        return ALL.stream().map(PlainWorkload::name).toList();
    }

    /** No workload's twin, but threads that only step, for so long: the control. */
    public static PlainWorkload idle(long millis) {
        return new Idle(millis);
    }

    /** The twin of the workload of this name. */
    public static Optional<PlainWorkload> find(String name) {
        return ALL.stream().filter(workload -> workload.name().equals(name)).findFirst();
    }
}
