package org.tospace.workloads.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.tospace.workloads.measure.MutatorSpan;
import org.tospace.workloads.measure.Steps;
import org.tospace.workloads.workload.MutatorThreads;
import org.tospace.workloads.workload.Progress;
import org.tospace.workloads.workload.WorkloadParameters;

/** What one run of a twin is given: parameters, threads, and somewhere to write to. */
public final class PlainContext {
    private final WorkloadParameters parameters;
    private final Consumer<String> output;
    private final Progress progress;
    private final IntFunction<Steps> steps;
    private final List<MutatorSpan> spans = new ArrayList<>();

    /**
     * A context for one run.
     *
     * @param output takes each line that the workload prints as its result
     * @param steps the steps of each thread, by its number
     */
    public PlainContext(WorkloadParameters parameters, Consumer<String> output, Progress progress, IntFunction<Steps> steps) {
        this.parameters = parameters;
        this.output = output;
        this.progress = progress;
        this.steps = steps;
    }

    /** What was asked for. */
    public WorkloadParameters parameters() {
        return parameters;
    }

    /** Takes a line of the workload's own output. */
    public Consumer<String> output() {
        return output;
    }

    /** Is told how far the run has come; any thread may tell. */
    public Progress progress() {
        return progress;
    }

    /** Work for one thread. */
    @FunctionalInterface
    public interface ThreadBody {
        /**
         * Runs on a thread of its own.
         *
         * @param steps ticks at the end of each step
         * @param thread 0 for the first, and so on
         */
        void run(Steps steps, int thread);
    }

    /**
     * Runs the body on as many threads as the parameters ask for and waits for all of them.
     *
     * @throws RuntimeException the first thread's that failed, with what others threw as suppressed
     */
    public void mutate(ThreadBody body) {
        MutatorThreads.run(parameters.threads(), number -> {
            Steps own = steps.apply(number);
            long start = System.nanoTime();
            own.begin();
            try {
                body.run(own, number);
            } finally {
                addSpan(new MutatorSpan(number, start, System.nanoTime()));
            }
        });
    }

    private synchronized void addSpan(MutatorSpan span) {
        spans.add(span);
    }

    /** When each thread of this run began and ended. */
    public synchronized List<MutatorSpan> spans() {
        return List.copyOf(spans);
    }
}
