package org.tospace.workloads.report.html;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;

/** Result files that look like those of {@code compare}, {@code sweep} and {@code run}, with made-up figures. */
public final class SampleResults {
    static final List<String> VARIANTS = List.of("trap", "upcall", "checked", "zgc", "g1", "shenandoah", "serial", "parallel");

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long HEAP = 64L << 20;

    private final Random random;

    private SampleResults(long seed) {
        this.random = new Random(seed);
    }

    /** A comparison of all variants, with a control and one failed run. */
    public static String comparison(long seed, int invocations) {
        SampleResults sample = new SampleResults(seed);
        ObjectNode file = file("comparison", invocations);
        file.put("heapBytes", HEAP);
        ArrayNode runs = file.putArray("runs");
        for (int invocation = 1; invocation <= invocations; invocation++) {
            for (String variant : VARIANTS) {
                runs.add(sample.run(variant, invocation, runs.size() + 1, HEAP));
            }
            runs.add(sample.idle(invocation, runs.size() + 1));
        }
        ObjectNode failed = runs.addObject().put("variant", "shenandoah").put("invocation", invocations + 1).put("order", runs.size());
        failed.put("failure", "The JVM ended with exit code 3: java.lang.OutOfMemoryError: Java heap space.").put("exitCode", 3);
        return file.toPrettyString();
    }

    /** A sweep of four variants over four heaps; the smallest is too small for one of them. */
    public static String sweep(long seed) {
        SampleResults sample = new SampleResults(seed);
        ObjectNode file = file("sweep", 5);
        ArrayNode runs = file.putArray("runs");
        for (long heap : new long[] {HEAP / 2, HEAP * 3 / 4, HEAP, HEAP * 2, HEAP * 4}) {
            for (String variant : List.of("trap", "checked", "zgc", "g1")) {
                for (int invocation = 1; invocation <= 5; invocation++) {
                    if (variant.equals("zgc") && heap == HEAP / 2) {
                        runs.addObject().put("variant", variant).put("invocation", invocation).put("order", runs.size()).put("heapBytes", heap)
                                .put("failure", "The heap is too small.").put("exitCode", 1);
                    } else {
                        runs.add(sample.run(variant, invocation, runs.size() + 1, heap));
                    }
                }
            }
        }
        return file.toPrettyString();
    }

    /** A single run, as the command "run" writes it. */
    public static String single(String barrier, long heapBytes, long wallNanos) {
        ObjectNode run = MAPPER.createObjectNode().put("schemaVersion", 1).put("workload", "gcbench").put("verified", true).put("barrier", barrier)
                .put("heapBytes", heapBytes).put("threads", 1).put("seed", 42).put("size", 18).putNull("walk").putNull("preset")
                .put("wallNanos", wallNanos).put("collections", 19);
        ObjectNode pauses = run.putObject("pauses");
        pauses.putObject("flip").put("count", 19).put("p50Nanos", 73_791).put("p99Nanos", 207_810).put("maxNanos", 207_810).put("totalNanos", 1_664_583);
        pauses.putObject("trap").put("count", 1_200).put("p50Nanos", 13_823).put("p99Nanos", 52_833).put("maxNanos", 61_000)
                .put("totalNanos", 17_000_000);
        pauses.putObject("stall").put("count", 0).put("p50Nanos", 0).put("p99Nanos", 0).put("maxNanos", 0).put("totalNanos", 0);
        run.putObject("mmu").put("1", 0.0).put("10", 0.35).put("100", 0.72);
        run.set("host", host());
        return run.toPrettyString();
    }

    static ObjectNode file(String kind, int invocations) {
        ObjectNode file = MAPPER.createObjectNode().put("schemaVersion", 2).put("kind", kind).put("workload", "gcbench").put("seed", 42)
                .put("invocations", invocations).put("command", "./tospace compare gcbench --with " + String.join(",", VARIANTS)
                        + " --invocations " + invocations + " --seed 42 --json results.json").put("startedAt", "2026-03-01T12:00:00Z");
        file.set("host", host());
        return file;
    }

    private static ObjectNode host() {
        return MAPPER.createObjectNode().put("cpu", "AMD EPYC").put("cores", 2).put("kernel", "Linux 6.18").put("jdk", "Temurin-25.0.3+9")
                .put("pageSizeBytes", 4096).put("mapLimit", 65530);
    }

    private ObjectNode run(String variant, int invocation, int order, long heapBytes) {
        int index = VARIANTS.indexOf(variant);
        double slow = new double[] {1, 1.02, 1.35, 1.1, 1.3, 1.9, 1.25, 1.05}[index];
        double room = 1 + 0.8 * HEAP / heapBytes;
        long wall = (long) (3e8 * slow * room * (1 + 0.03 * random.nextGaussian()));
        boolean isOurs = index < 3;
        double longest = new double[] {0.4e6, 0.9e6, 0.5e6, 9e6, 24e6, 14e6, 40e6, 31e6}[index] * room / 1.8;
        int count = new int[] {1_500, 1_500, 600, 60, 40, 70, 20, 22}[index];
        List<long[]> events = new ArrayList<>();
        Histogram gaps = new Histogram(3);
        long time = 0;
        ArrayNode heap = MAPPER.createArrayNode();
        for (int i = 0; i < count; i++) {
            long start = (long) (wall * (i + random.nextDouble()) / count);
            double length = isOurs ? 2e3 * Math.exp(1.1 * Math.abs(random.nextGaussian())) : longest * (0.2 + 0.8 * random.nextDouble());
            events.add(new long[] {start, (long) Math.min(length, longest), i % 250 == 0 ? 0 : 1});
        }
        events.add(new long[] {wall / 3, (long) (longest * (0.9 + 0.2 * random.nextDouble())), 2});
        ObjectNode run = MAPPER.createObjectNode().put("variant", variant).put("invocation", invocation).put("order", order)
                .put("heapBytes", heapBytes).put("wallNanos", wall).put("cpuNanos", (long) (wall * (isOurs || variant.equals("zgc") ? 1.5 : 1.1)))
                .put("peakBytes", (long) (heapBytes * 1.2 + 4e7 * random.nextDouble())).put("pauseEventsDropped", isOurs ? 700 : 0);
        run.set("pauses", pauses(events, isOurs));
        ArrayNode pauseEvents = run.putArray("pauseEvents");
        ArrayNode gapEvents = MAPPER.createArrayNode();
        for (long[] event : events) {
            String kind = event[2] == 2 ? "stall" : !isOurs ? "pause" : event[2] == 0 ? "flip" : "trap";
            pauseEvents.addArray().add(event[0]).add(event[1]).add(kind);
            long gap = event[1] + 300;
            gaps.recordValue(gap);
            if (gap > 50_000) {
                gapEvents.addArray().add(event[0]).add(gap);
            }
        }
        for (int i = 0; i < 2_000; i++) {
            gaps.recordValueWithCount((long) (120 * Math.exp(0.4 * random.nextGaussian())), 100);
        }
        double used = heapBytes * 0.2;
        for (int i = 0; i < 400; i++, time += wall / 400) {
            used = used > heapBytes * (isOurs ? 0.48 : 0.9) ? heapBytes * 0.22 : used + heapBytes * 0.03 * random.nextDouble();
            heap.addArray().add(time).add((long) used);
        }
        run.set("gaps", gaps(gaps, gapEvents));
        run.set("mmu", shares(longest));
        run.set("gapMmu", shares(longest * 1.1));
        run.set("heapOverTime", heap);
        return run;
    }

    private ObjectNode idle(int invocation, int order) {
        Histogram gaps = new Histogram(3);
        ArrayNode events = MAPPER.createArrayNode();
        for (int i = 0; i < 30; i++) {
            long gap = 30_000 + random.nextInt(90_000);
            gaps.recordValue(gap);
            gaps.recordValueWithCount(25 + random.nextInt(20), 10_000);
            if (gap > 50_000) {
                events.addArray().add(i * 10_000_000L).add(gap);
            }
        }
        ObjectNode run = MAPPER.createObjectNode().put("variant", "idle").put("invocation", invocation).put("order", order).put("wallNanos", 300_000_000L);
        run.set("gaps", gaps(gaps, events));
        run.set("gapMmu", shares(1e5));
        return run;
    }

    private static ObjectNode gaps(Histogram histogram, ArrayNode events) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        ObjectNode gaps = MAPPER.createObjectNode().put("count", histogram.getTotalCount()).put("p50Nanos", histogram.getValueAtPercentile(50))
                .put("p99Nanos", histogram.getValueAtPercentile(99)).put("p999Nanos", histogram.getValueAtPercentile(99.9))
                .put("p9999Nanos", histogram.getValueAtPercentile(99.99)).put("maxNanos", histogram.getMaxValue())
                .put("hdr", Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length)));
        gaps.set("events", events);
        return gaps;
    }

    private static ObjectNode pauses(List<long[]> events, boolean isOurs) {
        ObjectNode pauses = MAPPER.createObjectNode();
        String[] kinds = isOurs ? new String[] {"flip", "trap", "stall"} : new String[] {null, "pause", "stall"};
        for (int kind = 0; kind < kinds.length; kind++) {
            int wanted = kind;
            long[] lengths = events.stream().filter(e -> wanted == 1 && !isOurs ? e[2] < 2 : e[2] == wanted).mapToLong(e -> e[1]).sorted().toArray();
            if (kinds[kind] != null && lengths.length > 0) {
                pauses.putObject(kinds[kind]).put("count", lengths.length).put("p50Nanos", lengths[lengths.length / 2])
                        .put("p99Nanos", lengths[lengths.length * 99 / 100]).put("maxNanos", lengths[lengths.length - 1])
                        .put("totalNanos", Arrays.stream(lengths).sum());
            }
        }
        return pauses;
    }

    private static ObjectNode shares(double longestNanos) {
        ObjectNode shares = MAPPER.createObjectNode();
        for (int window : new int[] {1, 2, 5, 10, 20, 50, 100}) {
            shares.put(Integer.toString(window), Math.max(0, 0.98 - longestNanos / (window * 1e6)));
        }
        return shares;
    }
}
