package org.tospace.workloads.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.tospace.workloads.workload.Progress;

/**
 * One line on a terminal that says how far a run has come and goes when it is closed. Any thread may report; at most ten times a second
 * something is written.
 */
final class ProgressLine implements AutoCloseable {
    private static final long INTERVAL_NANOS = 100_000_000;
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");
    private static final String CLEAR = "\r\033[K";

    private final PrintStream terminal;
    private final String name;
    private final int iterations;
    private final AtomicLong nextNanos = new AtomicLong(System.nanoTime() + INTERVAL_NANOS);

    /** With a terminal to write to, or null to write nothing. */
    ProgressLine(PrintStream terminal, String name, int iterations) {
        this.terminal = terminal;
        this.name = name;
        this.iterations = iterations;
    }

    /** A line on standard error if that is a terminal; silent otherwise. */
    static ProgressLine forTerminal(String name, int iterations) {
        return new ProgressLine(isTerminal(STANDARD_ERROR) ? System.err : null, name, iterations);
    }

    /** Whether a file descriptor leads to a terminal. {@link System#console} looks at the other two streams, which may go elsewhere. */
    static boolean isTerminal(Path descriptor) {
        try {
            String device = Files.readSymbolicLink(descriptor).toString();
            boolean isDevice = device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
            return isDevice && !"dumb".equals(System.getenv("TERM"));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** What to report the progress of an iteration to; they are counted from 0. */
    Progress iteration(int number) {
        return terminal == null ? Progress.NONE : (done, total) -> report(number, done, total);
    }

    /** Shows a text now. */
    void show(String text) {
        if (terminal != null) {
            terminal.print(CLEAR + text);
            terminal.flush();
        }
    }

    private void report(int number, long done, long total) {
        long now = System.nanoTime();
        long next = nextNanos.get();
        if (now - next < 0 || !nextNanos.compareAndSet(next, now + INTERVAL_NANOS)) {
            return;
        }
        String which = iterations == 1 ? "" : " " + (number + 1) + "/" + iterations;
        terminal.print(String.format(Locale.ROOT, "%s%s%s: %d %%", CLEAR, name, which, 100 * done / Math.max(1, total)));
        terminal.flush();
    }

    @Override
    public void close() {
        if (terminal != null) {
            terminal.print(CLEAR);
            terminal.flush();
        }
    }
}
