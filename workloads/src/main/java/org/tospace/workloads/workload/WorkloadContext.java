package org.tospace.workloads.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.tospace.gc.Heap;
import org.tospace.gc.Mutator;
import org.tospace.workloads.measure.MutatorSpan;
import org.tospace.workloads.measure.Steps;

/** What one run of a workload is given: a heap, parameters, mutators, and somewhere to write to. */
public final class WorkloadContext {
    private final Heap heap;
    private final WorkloadParameters parameters;
    private final Consumer<String> output;
    private final Progress progress;
    private final List<MutatorSpan> spans = new ArrayList<>();
    private final List<Runnable> closings = new ArrayList<>();
    private final Runnable look;
    private final boolean onlyOnFailure;
    private IntFunction<Steps> steps = _ -> Steps.NONE;
    private long lookNanos;

    /**
     * A context for one run.
     *
     * @param output takes each line that the workload prints as its result
     */
    public WorkloadContext(Heap heap, WorkloadParameters parameters, Consumer<String> output, Progress progress) {
        this(heap, parameters, output, progress, null, false);
    }

    /**
     * A context for one run at whose end the heap is looked at.
     *
     * @param look is called when all mutators are done and before any has closed; null for none
     * @param onlyOnFailure whether it is called only when a mutator has failed
     */
    public WorkloadContext(Heap heap, WorkloadParameters parameters, Consumer<String> output, Progress progress, Runnable look,
            boolean onlyOnFailure) {
        this.look = look;
        this.onlyOnFailure = onlyOnFailure;
        this.heap = heap;
        this.parameters = parameters;
        this.output = output;
        this.progress = progress;
    }

    /** The object space. */
    public Heap heap() {
        return heap;
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

    /** The steps of one thread, which it tells at the end of each. */
    public Steps steps(int thread) {
        return steps.apply(thread);
    }

    /** From now on the steps of each thread are these, by its number; {@link Steps#NONE} before. */
    public void setSteps(IntFunction<Steps> ofThread) {
        steps = ofThread;
    }

    /** Work for one mutator. */
    @FunctionalInterface
    public interface MutatorBody {
        /**
         * Runs on a thread of its own.
         *
         * @param mutator attached for this thread
         * @param thread 0 for the first, and so on
         */
        void run(Mutator mutator, int thread);
    }

    /**
     * Runs the body on as many threads as the parameters ask for, each a mutator, and waits for all of them.
     *
     * @throws RuntimeException the first thread's that failed, with what others threw as suppressed
     */
    public void mutate(MutatorBody body) {
        int count = parameters.threads();
        EndOfRun end = new EndOfRun(count, look, onlyOnFailure);
        try {
            MutatorThreads.run(count, number -> mutateOnThisThread(body, number, end));
        } finally {
            lookNanos += end.nanos();
            closeAll();
        }
    }

    private void mutateOnThisThread(MutatorBody body, int number, EndOfRun end) {
        try (Mutator mutator = attach(end)) {
            long start = System.nanoTime();
            steps(number).begin();
            boolean failed = true;
            try {
                body.run(mutator, number);
                failed = false;
            } finally {
                addSpan(new MutatorSpan(mutator.id(), start, System.nanoTime()));
                end.come(mutator, failed);
            }
        }
    }

    /** Runs this when all mutators are done and the heap has been looked at: for roots that are not of a root stack. */
    public synchronized void atEnd(Runnable closing) {
        closings.add(closing);
    }

    private synchronized void closeAll() {
        closings.forEach(Runnable::run);
        closings.clear();
    }

    private Mutator attach(EndOfRun end) {
        try {
            return heap.attach();
        } catch (RuntimeException | Error e) {
            end.stayAway();
            throw e;
        }
    }

    /** How long the look at the heap took. */
    public long lookNanos() {
        return lookNanos;
    }

    private synchronized void addSpan(MutatorSpan span) {
        spans.add(span);
    }

    /** When each mutator of this run began and ended. */
    public synchronized List<MutatorSpan> spans() {
        return List.copyOf(spans);
    }
}
