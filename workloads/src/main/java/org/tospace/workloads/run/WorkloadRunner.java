package org.tospace.workloads.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.tospace.gc.Heap;
import org.tospace.gc.HeapExhaustedException;
import org.tospace.gc.HeapFailureException;
import org.tospace.gc.HeapStatistics;
import org.tospace.gc.HeapVerificationException;
import org.tospace.gc.StaleReferenceException;
import org.tospace.workloads.measure.EventRecorder;
import org.tospace.workloads.measure.MutatorSpan;
import org.tospace.workloads.workload.CheckFailedException;
import org.tospace.workloads.workload.Progress;
import org.tospace.workloads.workload.WorkloadContext;

/** Opens a heap, runs a workload in it as often as asked, and keeps what the collector told. */
public final class WorkloadRunner {
    private final RunSettings settings;
    private final MeasuringSettings measuring;
    private HeapObserver observer = HeapObserver.NONE;
    private final EventRecorder recorder = new EventRecorder();
    private final List<Iteration> iterations = new ArrayList<>();
    private final List<MutatorSpan> spans = new ArrayList<>();
    /** When the first iteration that counts began; null before. */
    private HeapStatistics before;

    /** A runner for one run. */
    public WorkloadRunner(RunSettings settings) {
        this(settings, MeasuringSettings.NONE);
    }

    /** A runner for one run of which more is measured. */
    public WorkloadRunner(RunSettings settings, MeasuringSettings measuring) {
        this.settings = settings;
        this.measuring = measuring;
    }

    /** Has somebody look on. */
    public WorkloadRunner observedBy(HeapObserver value) {
        observer = value;
        return this;
    }

    /**
     * Runs. What the workload or the heap found wrong is a part of the outcome; anything else is thrown.
     *
     * @param output takes each line that the workload prints
     * @param progress makes what is told of the progress of each iteration, which are counted from 0, those that warm up first
     */
    public RunOutcome run(Consumer<String> output, IntFunction<Progress> progress) {
        return run(output, progress, Optional.empty());
    }

    /**
     * Runs, and has the heap looked at at the end of the last iteration, or of the one that fails. The look counts in no iteration's time.
     *
     * @param output takes each line that the workload prints in the iterations that count
     * @param progress makes what is told of the progress of each iteration, which are counted from 0, those that warm up first
     */
    public RunOutcome run(Consumer<String> output, IntFunction<Progress> progress, Optional<HeapInspector> inspector) {
        RuntimeException failure = null;
        HeapStatistics statistics;
        Measurements measured;
        try (Heap heap = Heap.open(settings.heap()); HeapObserver.Observation observation = observer.observe(heap)) {
            heap.addListener(recorder);
            heap.setTagNames(settings.workload().tagNames());
            Measuring measurement = new Measuring(measuring, settings.parameters().threads());
            try {
                for (int i = 0; i < settings.warmup(); i++) {
                    iterate(heap, _ -> { }, progress.apply(i), inspector, false, measurement);
                }
                if (settings.warmup() > 0) {
                    // The JVM's own garbage, of loaded classes and events told: somewhere in what is measured its collection would stop mutators for 10 ms.
                    System.gc();
                }
                begin(heap, observation, measurement);
                for (int i = 0; i < settings.iterations(); i++) {
                    iterate(heap, output, progress.apply(settings.warmup() + i), inspector, i == settings.iterations() - 1, measurement);
                }
            } catch (CheckFailedException | HeapExhaustedException | HeapVerificationException | HeapFailureException
                    | StaleReferenceException e) {
                failure = e;
            }
            if (before == null) {
                begin(heap, observation, measurement);
            }
            measured = measurement.end();
            statistics = heap.statistics().since(before);
        }
        return new RunOutcome(settings, List.copyOf(iterations), statistics, recorder, List.copyOf(spans), measured,
                Optional.ofNullable(failure));
    }

    /** What was until now counts in nothing. */
    private void begin(Heap heap, HeapObserver.Observation observation, Measuring measurement) {
        iterations.clear();
        spans.clear();
        observation.measuringBegins();
        before = heap.statistics();
        measurement.begin();
        recorder.restart(measurement.startNanos());
    }

    private void iterate(Heap heap, Consumer<String> output, Progress progress, Optional<HeapInspector> inspector, boolean isLast,
            Measuring measurement) {
        Runnable look = inspector.<Runnable>map(each -> () -> each.inspect(heap)).orElse(null);
        WorkloadContext context = new WorkloadContext(heap, settings.parameters(), output, progress, look, !isLast);
        context.setSteps(measurement::steps);
        long collectionsBefore = heap.statistics().collections();
        long start = System.nanoTime();
        try {
            settings.workload().run(context);
        } finally {
            long nanos = System.nanoTime() - start - context.lookNanos();
            iterations.add(new Iteration(nanos, heap.statistics().collections() - collectionsBefore));
            spans.addAll(context.spans());
        }
    }
}
