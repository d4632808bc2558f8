package org.tospace.workloads.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the JVM itself says of its pauses, stalls and heap: its unified log, written with {@link #option}. Pauses are its safepoints, from the moment
 * when the threads were asked to stop until they ran again, whatever they were for: all collectors log them alike. Stalls are
 * those of allocation and of relocation that ZGC tells of.
 *
 * <p>The log's clock, {@code timenanos}, is that of {@link System#nanoTime}, so that what it tells and what the workload's own threads
 * measure lie on one line of time. Lines that are none of these are passed over.
 */
public final class JvmLog {
    private static final String NANOS = "^\\[(\\d+)ns]\\[[\\w, ]+] ";
    private static final Pattern SAFEPOINT = Pattern.compile(NANOS + "Safepoint \"[^\"]*\", .*\\bTotal: +(\\d+) ns\\b.*");
    private static final Pattern STALL = Pattern.compile(NANOS + "(?:Allocation|Relocation) Stall \\((.*)\\) (\\d+\\.\\d+)(ms|s)$");
    private static final Pattern MUTATOR = Pattern.compile("mutator-(\\d+)");
    private static final Pattern USED = Pattern.compile(
            NANOS + "GC\\(\\d+\\) .*?\\b(\\d+)([KMG])(?:\\(\\d+%\\))?->(\\d+)([KMG])(?:\\([\\w%]+\\))? (\\d+\\.\\d+)(ms|s)$");

    private final PauseLog pauses = new PauseLog();
    private final PauseLog stalls = new PauseLog();
    private final HeapCurve heap = new HeapCurve();
    private final long fromNanos;
    private final long toNanos;

    private JvmLog(long fromNanos, long toNanos) {
        this.fromNanos = fromNanos;
        this.toNanos = toNanos;
    }

    /** The option of the JVM that makes it write such a log. */
    public static String option(Path file) {
        return "-Xlog:gc,safepoint:file=" + file + ":timenanos,tags:filecount=0";
    }

    /**
     * Reads a log.
     *
     * @param fromNanos events that ended before are passed over; of those that began before, the rest is taken
     * @param toNanos so are those that began later
     * @throws IOException when it cannot be read
     */
    public static JvmLog read(Path file, long fromNanos, long toNanos) throws IOException {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return parse(lines, fromNanos, toNanos);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Reads the lines of a log. */
    static JvmLog parse(Stream<String> lines, long fromNanos, long toNanos) {
        JvmLog log = new JvmLog(fromNanos, toNanos);
        lines.forEach(log::line);
        return log;
    }

    private void line(String line) {
        Matcher safepoint = SAFEPOINT.matcher(line);
        if (safepoint.matches()) {
            add(pauses, PauseLog.EVERY_MUTATOR, Long.parseLong(safepoint.group(1)), Long.parseLong(safepoint.group(2)));
            return;
        }
        Matcher stall = STALL.matcher(line);
        if (stall.matches()) {
            Matcher mutator = MUTATOR.matcher(stall.group(2));
            if (mutator.matches()) {
                add(stalls, Integer.parseInt(mutator.group(1)), Long.parseLong(stall.group(1)), nanos(stall.group(3), stall.group(4)));
            }
            return;
        }
        Matcher used = USED.matcher(line);
        if (used.matches()) {
            long end = Long.parseLong(used.group(1));
            long start = end - nanos(used.group(6), used.group(7));
            if (isWithin(start, end)) {
                heap.add(new HeapCurve.Point(start, bytes(used.group(2), used.group(3))).notBefore(fromNanos),
                        new HeapCurve.Point(end, bytes(used.group(4), used.group(5))));
            }
        }
    }

    /** A line is written when what it tells of has ended. */
    private void add(PauseLog log, int mutator, long endNanos, long lengthNanos) {
        if (isWithin(endNanos - lengthNanos, endNanos)) {
            log.addAfter(fromNanos, mutator, endNanos - lengthNanos, lengthNanos);
        }
    }

    private boolean isWithin(long startNanos, long endNanos) {
        return endNanos - fromNanos >= 0 && startNanos - toNanos <= 0;
    }

    private static long nanos(String number, String unit) {
        return Math.round(Double.parseDouble(number) * (unit.equals("s") ? 1e9 : 1e6));
    }

    private static long bytes(String number, String unit) {
        int shift = switch (unit) {
            case "K" -> 10;
            case "M" -> 20;
            default -> 30;
        };
        return Long.parseLong(number) << shift;
    }

    /** The safepoints; they concern every mutator. */
    public PauseLog pauses() {
        return pauses;
    }

    /** The stalls of threads named {@code mutator-N}; they concern mutator N. */
    public PauseLog stalls() {
        return stalls;
    }

    /** What collections and their phases found in use and left. */
    public HeapCurve heap() {
        return heap;
    }
}
