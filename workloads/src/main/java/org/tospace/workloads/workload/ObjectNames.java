package org.tospace.workloads.workload;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tospace.gc.TagNames;

/** What a workload calls its objects and their slots. Immutable once made; any thread. */
final class ObjectNames implements TagNames {
    private record Kind(String name, List<String> slots) {
    }

    private final Map<Integer, Kind> kinds = new TreeMap<>();

    /** One more kind of objects, with names for its first slots. */
    ObjectNames with(int tag, String name, String... slots) {
        kinds.put(tag, new Kind(name, List.of(slots)));
        return this;
    }

    @Override
    public String name(int tag) {
        Kind kind = kinds.get(tag);
        return kind == null ? null : kind.name;
    }

    @Override
    public String slotName(int tag, long slot) {
        Kind kind = kinds.get(tag);
        return kind == null || slot >= kind.slots.size() ? null : kind.slots.get((int) slot);
    }
}
