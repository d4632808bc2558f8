package org.tospace.workloads.command;

import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.tospace.gc.Barrier;
import org.tospace.gc.Capability;
import org.tospace.gc.HeapOptions;
import org.tospace.gc.Platform;
import org.tospace.workloads.run.RunOutcome;
import org.tospace.workloads.run.RunSettings;
import org.tospace.workloads.run.WorkloadRunner;
import org.tospace.workloads.workload.Preset;
import org.tospace.workloads.workload.Progress;
import org.tospace.workloads.workload.Workload;
import org.tospace.workloads.workload.WorkloadParameters;
import org.tospace.workloads.workload.Workloads;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells what this machine offers, by trying it. It is done only when every barrier works; where the default does not, it names those that do. */
@Command(name = "doctor", description = "Tell what this machine offers: kernel, limits, JDK, each mechanism and each barrier tried for real.")
final class DoctorCommand implements Callable<Integer> {
    private static final String TRIAL_WORKLOAD = "graph";
    private static final int TRIAL_SIZE = 200;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Platform.facts().forEach(known -> fact(out, known.name(), known.available() ? known.detail() : "no: " + known.detail()));
        out.println();
        boolean well = true;
        for (Capability mechanism : Platform.mechanisms()) {
            print(out, mechanism);
            well &= !mechanism.isMissing();
        }
        out.println();
        Barrier usual = HeapOptions.builder().build().barrier();
        Set<Barrier> working = EnumSet.noneOf(Barrier.class);
        for (Barrier barrier : Barrier.values()) {
            Capability tried = tried(barrier, barrier == usual ? ", the default" : "");
            print(out, tried);
            if (tried.available()) {
                working.add(barrier);
            }
        }
        well &= working.size() == Barrier.values().length;
        if (!working.contains(usual) && !working.isEmpty()) {
            out.println();
            out.println("The default, barrier " + usual.key() + ", does not work here. Heaps can be opened with "
                    + working.stream().map(barrier -> "--barrier " + barrier.key()).collect(Collectors.joining(" or ")) + ".");
        }
        out.flush();
        return well ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static void fact(PrintWriter out, String name, String value) {
        out.printf(Locale.ROOT, "%-28s %s%n", name, value);
    }

    private static void print(PrintWriter out, Capability capability) {
        fact(out, capability.name(), (capability.available() ? "yes" : "no") + (capability.detail().isBlank() ? "" : ", ")
                + capability.detail());
    }

    /** Runs a small workload under a barrier. */
    private static Capability tried(Barrier barrier, String remark) {
        String name = "heap with barrier " + barrier.key();
        Workload workload = Workloads.find(TRIAL_WORKLOAD).orElseThrow();
        WorkloadParameters parameters = new WorkloadParameters(1, TRIAL_SIZE, 1, 0, Preset.STANDARD);
        try {
            HeapOptions heap = HeapOptions.builder().heapBytes(1 << 20).barrier(barrier).stress(TRIAL_SIZE).build();
            RunOutcome outcome = new WorkloadRunner(new RunSettings(workload, parameters, heap, 0, 1)).run(line -> { }, i -> Progress.NONE);
            String detail = outcome.failure().map(failure -> FailureText.of(failure, heap))
                    .orElse("a trial of " + outcome.statistics().collections() + " collections was verified" + remark);
            return new Capability(name, outcome.verified(), true, detail);
        } catch (UnsupportedOperationException e) {
            return new Capability(name, false, true, FailureText.inWordsOfCommandLine(e.getMessage()));
        } catch (RuntimeException | LinkageError e) {
            return new Capability(name, false, true, e.toString());
        }
    }
}
