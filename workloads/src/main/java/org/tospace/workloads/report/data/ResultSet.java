package org.tospace.workloads.report.data;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Runs of one workload that may be compared.
 *
 * @param runs not empty, in the files' order
 * @param settings what the workload was asked for: names and values
 * @param command what to type to make such runs; empty when the file does not say
 * @param startedAt when, as the file has it; may be empty
 * @param hosts the facts of the machines: one, unless runs of several were brought together
 * @param notes sentences on what could not be read
 */
public record ResultSet(String workload, List<Run> runs, Map<String, String> settings, String command, String startedAt,
        List<Map<String, String>> hosts, List<String> notes) {
    /** The sizes of the heap, ascending; those that failed too. */
    public List<Long> heaps() {
        return runs.stream().filter(run -> !run.isIdle()).map(Run::heapBytes).distinct().sorted().toList();
    }

    /** Whether the heap's size differs from run to run. */
    public boolean isSweep() {
        return heaps().size() > 1;
    }

    /** The variants in the order in which they are shown. */
    public Collection<String> variants() {
        return runs.stream().map(Run::variant).collect(Collectors.toCollection(() -> new TreeSet<>(Run.variantOrder())));
    }

    /** The runs of each variant that have a result. */
    public Map<String, List<Run>> byVariant() {
        return runs.stream().filter(run -> !run.isFailed())
                .collect(Collectors.groupingBy(Run::variant, () -> new TreeMap<>(Run.variantOrder()), Collectors.toList()));
    }

    /** Those with this size of the heap, and the control. */
    public ResultSet withHeap(long heapBytes) {
        return new ResultSet(workload, runs.stream().filter(run -> run.isIdle() || run.heapBytes() == heapBytes).toList(), settings, command,
                startedAt, hosts, List.of());
    }

    /** The runs without a result. */
    public List<Run> failed() {
        return runs.stream().filter(Run::isFailed).toList();
    }
}
