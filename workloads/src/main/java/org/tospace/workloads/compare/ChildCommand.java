package org.tospace.workloads.compare;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.tospace.workloads.Main;
import org.tospace.workloads.command.PlainCommand;
import org.tospace.workloads.measure.JvmLog;

/**
 * How a run's process is started: by the same {@code java} as this one, with this one's options. The JVM's own collectors have a heap of a fixed
 * size, the object space's process has the JVM's usual one beside the object space.
 *
 * @param workload its name, and its options
 * @param heapOptions options of the object space that the JVM's collectors know nothing of
 * @param gaps whether the gaps between steps are measured
 */
public record ChildCommand(List<String> workload, List<String> heapOptions, boolean gaps) {
    private static final Pattern COLLECTOR = Pattern.compile("-XX:[+-]Use(Serial|Parallel|G1|Z|Shenandoah|Epsilon)GC");
    private static final Pattern HEAP = Pattern.compile("-Xm[sxn]\\d.*|-XX:(Max|Min|Initial)?(Heap|New|RAM)\\w*=.*");
    private static final Pattern DISTURBING = Pattern.compile("-(agentlib|agentpath|javaagent|Xrun|Xdebug|Xlog|Xloggc).*");

    List<String> of(Trial trial, long idleMillis, Path json, Path log) {
        List<String> words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        boolean inObjectSpace = trial.variant().barrier().isPresent();
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!COLLECTOR.matcher(option).matches() && !DISTURBING.matcher(option).matches()
                    && (inObjectSpace || !HEAP.matcher(option).matches())) {
                words.add(option);
            }
        }
        words.add(trial.variant().collectorOption());
        if (trial.variant().isPlain()) {
            words.addAll(List.of("-Xms" + trial.heapBytes(), "-Xmx" + trial.heapBytes()));
        }
        words.addAll(List.of("-Xlog:cds*=off", JvmLog.option(log), "-XX:-CreateCoredumpOnCrash", "-cp", System.getProperty("java.class.path"),
                Main.class.getName()));
        words.add(inObjectSpace ? "run" : PlainCommand.NAME);
        words.addAll(workload);
        words.addAll(List.of("--heap", String.valueOf(trial.heapBytes()), "--json", json.toString(), "--jvm-log", log.toString()));
        if (gaps || trial.variant() == Variant.IDLE) {
            words.add("--gaps");
        }
        if (inObjectSpace) {
            words.addAll(List.of("--barrier", trial.variant().key()));
            words.addAll(heapOptions);
        } else {
            words.addAll(List.of("--variant", trial.variant().key()));
        }
        if (trial.variant() == Variant.IDLE) {
            words.addAll(List.of("--idle", String.valueOf(idleMillis)));
        }
        return words;
    }
}
