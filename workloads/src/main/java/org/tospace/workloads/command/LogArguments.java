package org.tospace.workloads.command;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.tospace.gc.GcLog;
import org.tospace.gc.Heap;
import org.tospace.workloads.measure.HistogramLog;
import org.tospace.workloads.run.HeapObserver;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that have a run written down while it goes on. */
final class LogArguments {
    private static final String STANDARD = "-";

    @Option(names = "--gc-log", paramLabel = "FILE|-", description = "Write a log of collections in the form of the JVM's -Xlog:gc to a file; with '-' to where "
            + "everything else for people goes, for lox to standard error.")
    private String gcLog;

    @Option(names = "--gc-log-style", paramLabel = "NAME", completionCandidates = Styles.class, defaultValue = "unified",
            description = "${COMPLETION-CANDIDATES}: by our own names, or by those that GCViewer knows. Default: ${DEFAULT-VALUE}.")
    private GcLog.Style style;

    @Option(names = "--gc-log-level", paramLabel = "NAME", completionCandidates = Levels.class, defaultValue = "info",
            description = "${COMPLETION-CANDIDATES}: debug has assists and what collections did, trace each trap. Default: ${DEFAULT-VALUE}.")
    private GcLog.Level level;

    @Option(names = "--hlog", paramLabel = "FILE", description = "Write the distribution of pauses of each second to a file, as an HdrHistogram log with the tags flip, trap, "
            + "stall and assist; without those of --warmup.")
    private String hlog;

    /**
     * Opens the files that were asked for.
     *
     * @param standard where a log goes that is to go to no file
     * @throws ParameterException when a file cannot be written
     */
    HeapObserver open(CommandLine command, Appendable standard) {
        List<HeapObserver> observers = new ArrayList<>();
        if (gcLog != null && gcLog.equals(STANDARD)) {
            observers.add(heap -> GcLog.open(heap, standard, style, level)::close);
        } else if (gcLog != null) {
            Writer writer = writer(command, "--gc-log", gcLog);
            observers.add(heap -> {
                GcLog log = GcLog.open(heap, writer, style, level);
                return () -> {
                    log.close();
                    close(writer);
                };
            });
        }
        if (hlog != null) {
            PrintStream stream = stream(command, "--hlog", hlog);
            observers.add(heap -> new LateLog(heap, stream));
        }
        return HeapObserver.all(observers);
    }

    /** A log of pauses that has those of what is measured only. */
    private static final class LateLog implements HeapObserver.Observation {
        private final Heap heap;
        private final PrintStream stream;
        private HistogramLog log;

        LateLog(Heap heap, PrintStream stream) {
            this.heap = heap;
            this.stream = stream;
        }

        @Override
        public void measuringBegins() {
            log = HistogramLog.open(heap, stream);
        }

        @Override
        public void close() {
            if (log == null) {
                stream.close();
            } else {
                log.close();
            }
        }
    }

    private static Writer writer(CommandLine command, String option, String file) {
        try {
            return Files.newBufferedWriter(path(command, option, file));
        } catch (IOException e) {
            throw refusal(command, option, file, e);
        }
    }

    private static PrintStream stream(CommandLine command, String option, String file) {
        try {
            return new PrintStream(Files.newOutputStream(path(command, option, file)));
        } catch (IOException e) {
            throw refusal(command, option, file, e);
        }
    }

    private static Path path(CommandLine command, String option, String file) {
        if (file.isEmpty()) {
            throw new ParameterException(command, option + " must name a file: ''");
        }
        return Path.of(file);
    }

    private static ParameterException refusal(CommandLine command, String option, String file, IOException e) {
        return new ParameterException(command, option + " names a file that cannot be written, " + file + ": " + FailureText.reason(e), e);
    }

    private static void close(Writer writer) {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Iterator<String> names(Enum<?>[] values) {
        return Stream.of(values).map(each -> each.name().toLowerCase(Locale.ROOT)).iterator();
    }

    /** The styles' names, for help and completion. */
    static final class Styles implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names(GcLog.Style.values());
        }
    }

    /** The levels' names, for help and completion. */
    static final class Levels implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names(GcLog.Level.values());
        }
    }
}
