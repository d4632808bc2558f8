package org.tospace.workloads.lox;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tospace.gc.Blocked;
import org.tospace.gc.Heap;
import org.tospace.gc.HeapOptions;
import org.tospace.gc.HeapStatistics;
import org.tospace.gc.Mutator;
import org.tospace.workloads.lox.machine.Output;
import org.tospace.workloads.run.HeapObserver;

/** A Lox process: a heap, an interpreter, standard output and standard error. Any thread; programs run on one of their own. */
public final class LoxProgram {
    /** The script cannot be read, or what it prints cannot be written. */
    public static final int INPUT_OUTPUT_ERROR = 74;

    private static final int BUFFER_BYTES = 1 << 16;

    private final HeapOptions options;
    private final BufferedOutputStream output;
    private final OutputStream errors;
    private HeapObserver observer = HeapObserver.NONE;

    /** What there is to do with an interpreter. */
    @FunctionalInterface
    interface Session {
        /**
         * Uses it.
         *
         * @return the exit code
         */
        int run(LoxInterpreter interpreter, Mutator mutator) throws IOException;
    }

    /**
     * A process.
     *
     * @param options of the heap; what Lox cannot do without is added
     * @param output standard output
     * @param errors standard error
     */
    public LoxProgram(HeapOptions options, OutputStream output, OutputStream errors) {
        this.options = LoxHeap.with(options);
        this.output = new BufferedOutputStream(output, BUFFER_BYTES);
        this.errors = errors;
    }

    /** Has somebody look on. */
    public LoxProgram observedBy(HeapObserver value) {
        observer = value;
        return this;
    }

    /**
     * Runs a script.
     *
     * @param showStatistics whether the heap's figures are written to standard error when it has ended
     * @return the exit code, as of the book's interpreters
     */
    public int run(Path script, boolean showStatistics) throws IOException {
        String source;
        try {
            source = Files.readString(script, StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            error("Could not open file \"" + new String(script.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1) + "\".");
            return INPUT_OUTPUT_ERROR;
        }
        return run((interpreter, _) -> interpreter.run(source).exitCode(), showStatistics);
    }

    /**
     * Reads lines and runs each, until there are no more.
     *
     * @return the exit code
     */
    public int prompt(LineSource lines, boolean showStatistics) throws IOException {
        return run((interpreter, mutator) -> {
            for (String line = read(lines, mutator); line != null; line = read(lines, mutator)) {
                interpreter.run(line);
                flush();
            }
            return LoxResult.DONE.exitCode();
        }, showStatistics);
    }

    /** Nobody waits for a mutator that waits for a line. */
    private static String read(LineSource lines, Mutator mutator) throws IOException {
        try (Blocked _ = mutator.blocked()) {
            return lines.next();
        }
    }

    private int run(Session session, boolean showStatistics) throws IOException {
        return onLargeStack(() -> {
            try {
                return runInHeap(session, showStatistics);
            } catch (UncheckedIOException e) {
                // What is written to goes on no more: a program that prints for ever ends with its reader.
                errors.write(("Could not write output: " + e.getCause().getMessage() + ".\n").getBytes(StandardCharsets.ISO_8859_1));
                return INPUT_OUTPUT_ERROR;
            }
        });
    }

    private int runInHeap(Session session, boolean showStatistics) throws IOException {
        try (Heap heap = Heap.open(options); HeapObserver.Observation observation = observer.observe(heap); Mutator mutator = heap.attach()) {
            observation.measuringBegins();
            int code = session.run(new LoxInterpreter(mutator, new Output(output), this::error), mutator);
            flush();
            if (showStatistics) {
                error(describe(heap.statistics()));
            }
            return code;
        }
    }

    private void flush() {
        try {
            output.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int onLargeStack(Callable<Integer> body) throws IOException {
        try {
            return LoxThread.call(body);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a program ended in an unknown way", e);
        }
    }

    /** What was printed so far comes before an error. */
    private void error(String line) {
        flush();
        try {
            errors.write((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
            errors.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String describe(HeapStatistics figures) {
        return """
                %d collections, %d us in flips; %d traps, %d us in them; %d stalls, %d us
                %d bytes allocated, %d bytes copied""".formatted(figures.collections(), figures.flipNanos() / 1_000, figures.traps(),
                figures.trapScanNanos() / 1_000, figures.stalls(), figures.stallNanos() / 1_000, figures.bytesAllocated(),
                figures.bytesCopied());
    }
}
