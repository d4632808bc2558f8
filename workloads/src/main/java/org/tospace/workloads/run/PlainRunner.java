package org.tospace.workloads.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.tospace.workloads.measure.MutatorSpan;
import org.tospace.workloads.measure.ProcessFigures;
import org.tospace.workloads.plain.PlainContext;
import org.tospace.workloads.plain.PlainWorkload;
import org.tospace.workloads.workload.CheckFailedException;
import org.tospace.workloads.workload.Progress;
import org.tospace.workloads.workload.WorkloadParameters;

/** Runs a workload's twin on this JVM's own heap, as often as asked. */
public final class PlainRunner {
    private final PlainWorkload workload;
    private final WorkloadParameters parameters;
    private final int warmup;
    private final int count;
    private final MeasuringSettings measuring;
    private final List<Iteration> iterations = new ArrayList<>();
    private final List<MutatorSpan> spans = new ArrayList<>();

    /**
     * A runner for one run.
     *
     * @param warmup how often before that, done and verified but not measured
     * @param iterations how often, one after the other
     */
    public PlainRunner(PlainWorkload workload, WorkloadParameters parameters, int warmup, int iterations, MeasuringSettings measuring) {
        this.workload = workload;
        this.parameters = parameters;
        this.warmup = warmup;
        this.count = iterations;
        this.measuring = measuring;
    }

    /**
     * Runs. A wrong result and a heap that is too small are a part of the outcome; anything else is thrown.
     *
     * @param output takes each line that the workload prints in the iterations that count
     */
    public PlainOutcome run(Consumer<String> output) {
        Throwable failure = null;
        Measuring measurement = new Measuring(measuring, parameters.threads());
        boolean isMeasured = false;
        try {
            for (int i = 0; i < warmup; i++) {
                iterate(_ -> { }, measurement);
            }
            begin(measurement);
            isMeasured = true;
            for (int i = 0; i < count; i++) {
                iterate(output, measurement);
            }
        } catch (CheckFailedException | OutOfMemoryError e) {
            failure = e;
        }
        if (!isMeasured) {
            begin(measurement);
        }
        return new PlainOutcome(List.copyOf(iterations), List.copyOf(spans), measurement.end(), Optional.ofNullable(failure));
    }

    private void begin(Measuring measurement) {
        iterations.clear();
        spans.clear();
        measurement.begin();
    }

    private void iterate(Consumer<String> output, Measuring measurement) {
        PlainContext context = new PlainContext(parameters, output, Progress.NONE, measurement::steps);
        long collectionsBefore = ProcessFigures.jvmCollections();
        long start = System.nanoTime();
        try {
            workload.run(context);
        } finally {
            long nanos = System.nanoTime() - start;
            iterations.add(new Iteration(nanos, ProcessFigures.jvmCollections() - collectionsBefore));
            spans.addAll(context.spans());
        }
    }
}
