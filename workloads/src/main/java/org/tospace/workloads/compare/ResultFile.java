package org.tospace.workloads.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.tospace.workloads.report.HostFacts;
import org.tospace.workloads.report.RunReport;

/** A comparison or a sweep as JSON: what was asked, where and when, every run, and a summary of each variant. */
public final class ResultFile {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ResultFile() {
    }

    /**
     * The tree.
     *
     * @param kind "comparison" or "sweep"
     * @param command the words that lead to it
     * @param startedAt when, as ISO 8601 has it
     */
    public static ObjectNode of(String kind, String workload, Plan plan, String command, String startedAt, List<ObjectNode> runs,
            List<Group> groups) {
        ObjectNode file = MAPPER.createObjectNode();
        file.put("schemaVersion", RunReport.SCHEMA_VERSION).put("kind", kind).put("workload", workload);
        for (String asked : List.of("size", "walk", "preset", "threads")) {
            runs.stream().map(run -> run.path(asked)).filter(value -> value.isValueNode() && !value.isNull()).findFirst()
                    .ifPresent(value -> file.set(asked, value));
        }
        if (plan.heaps().size() == 1) {
            file.put("heapBytes", plan.heaps().getFirst());
        } else {
            file.set("heaps", MAPPER.valueToTree(plan.heaps()));
        }
        file.put("warmup", plan.warmup()).put("iterations", plan.iterations()).put("seed", plan.seed()).put("invocations", plan.invocations()).put("reference", plan.reference().key());
        file.set("host", MAPPER.valueToTree(HostFacts.read()));
        file.put("command", command).put("startedAt", startedAt);
        file.putArray("runs").addAll(runs);
        ArrayNode summary = file.putArray("summary");
        for (Group group : groups) {
            summary.add(summary(group, reference(groups, plan, group.heapBytes())));
        }
        return file;
    }

    /** The group that others with the same heap are compared with. */
    static Group reference(List<Group> groups, Plan plan, long heapBytes) {
        return groups.stream().filter(group -> group.variant() == plan.reference() && group.heapBytes() == heapBytes).findFirst().orElseThrow();
    }

    private static JsonNode summary(Group group, Group reference) {
        ObjectNode summary = MAPPER.createObjectNode();
        summary.put("variant", group.variant().key()).put("heapBytes", group.heapBytes()).put("runs", group.runs().size());
        summary.put("failures", group.failures().size());
        for (Figure figure : Figure.values()) {
            group.spread(figure).ifPresent(spread -> {
                ObjectNode node = summary.putObject(figure.key());
                put(node, "median", spread.median());
                put(node, "low", spread.low());
                put(node, "high", spread.high());
                if (group != reference && reference.values(figure).length > 0) {
                    node.put("p", RankTest.probability(group.values(figure), reference.values(figure)));
                    node.put("differs", group.differs(figure, reference));
                }
            });
        }
        return summary;
    }

    /** Times and sizes are whole numbers. */
    private static void put(ObjectNode node, String name, double value) {
        if (value == Math.rint(value) && Math.abs(value) > 1) {
            node.put(name, (long) value);
        } else {
            node.put(name, value);
        }
    }
}
