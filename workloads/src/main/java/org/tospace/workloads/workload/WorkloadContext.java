package org.tospace.workloads.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.tospace.gc.Heap;
import org.tospace.gc.Mutator;
import org.tospace.workloads.measure.MutatorSpan;

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
        Throwable[] failures = new Throwable[count];
        EndOfRun end = new EndOfRun(count, look, onlyOnFailure);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            threads.add(Thread.ofPlatform().name("mutator-" + number).start(() -> {
                try {
                    mutateOnThisThread(body, number, end);
                } catch (Throwable t) {
                    failures[number] = t;
                }
            }));
        }
        threads.forEach(WorkloadContext::awaitEnd);
        lookNanos += end.nanos();
        closeAll();
        rethrowFirst(failures);
    }

    private void mutateOnThisThread(MutatorBody body, int number, EndOfRun end) {
        try (Mutator mutator = attach(end)) {
            long start = System.nanoTime();
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

    private static void awaitEnd(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrowFirst(Throwable[] failures) {
        Throwable first = null;
        for (Throwable failure : failures) {
            if (first == null) {
                first = failure;
            } else if (failure != null && failure != first) {
                first.addSuppressed(failure);
            }
        }
        switch (first) {
            case null -> { }
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException("a mutator ended with a checked exception", first);
        }
    }

    private synchronized void addSpan(MutatorSpan span) {
        spans.add(span);
    }

    /** When each mutator of this run began and ended. */
    public synchronized List<MutatorSpan> spans() {
        return List.copyOf(spans);
    }
}
