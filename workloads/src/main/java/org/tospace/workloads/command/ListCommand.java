package org.tospace.workloads.command;

import java.io.PrintWriter;
import java.util.Locale;
import org.tospace.gc.ByteSize;
import org.tospace.workloads.workload.Preset;
import org.tospace.workloads.workload.SizeRange;
import org.tospace.workloads.workload.Workload;
import org.tospace.workloads.workload.WorkloadParameters;
import org.tospace.workloads.workload.Workloads;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the workloads. */
@Command(name = "list", description = "List the workloads, with what --size means to each and the heap that it takes when none is given.")
final class ListCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        for (Workload workload : Workloads.all()) {
            SizeRange size = workload.size(Preset.STANDARD);
            long heap = workload.defaultHeapBytes(new WorkloadParameters(1, size.usual(), 0, 0, Preset.STANDARD));
            out.printf(Locale.ROOT, "%-14s %s%n", workload.name(), workload.summary());
            out.printf(Locale.ROOT, "%-14s --size: %s, %d unless given; --heap: %s unless given%n", "", size.meaning(), size.usual(),
                    ByteSize.format(heap));
            if (!workload.ownOptions().isEmpty()) {
                out.printf(Locale.ROOT, "%-14s also: %s%n", "", String.join(", ", workload.ownOptions().stream().sorted().toList()));
            }
        }
        out.flush();
    }
}
