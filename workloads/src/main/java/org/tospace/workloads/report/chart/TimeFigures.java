package org.tospace.workloads.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.tospace.workloads.report.data.Event;
import org.tospace.workloads.report.data.Run;
import org.tospace.workloads.report.data.Sample;
import org.tospace.workloads.report.markup.Markup;

/** Makes the figures that show one run of each variant over time: of those that took part, the one with the median wall time. */
public final class TimeFigures {
    private static final double EVENT_HEIGHT = 74;
    private static final double HEAP_HEIGHT = 74;

    private final Map<String, SeriesStyle> styles;
    private final Map<String, List<Run>> runs;

    /**
     * Figures of these runs.
     *
     * @param runs by variant
     */
    public TimeFigures(Map<String, SeriesStyle> styles, Map<String, List<Run>> runs) {
        this.styles = styles;
        this.runs = runs;
    }

    /** Events over time; nothing when no run has any. */
    public List<Figure> events(String id, String title, List<String> explanation, String things, Function<Run, List<Event>> events) {
        List<EventStrip> strips = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        TreeSet<String> kinds = new TreeSet<>();
        typical(run -> !events.apply(run).isEmpty()).forEach((name, run) -> {
            List<Event> all = events.apply(run);
            Event longest = all.stream().max(Comparator.comparingDouble(Event::lengthNanos)).orElseThrow();
            all.forEach(event -> kinds.add(event.kind()));
            strips.add(new EventStrip(name, styles.get(name),
                    List.of(Units.count(all.size()) + " " + things, "longest " + Units.time(longest.lengthNanos())), all));
            rows.add(List.of(name, run.invocation() == 0 ? Units.UNKNOWN : Integer.toString(run.invocation()), Units.count(all.size()),
                    counts(all), Units.time(longest.lengthNanos()), longest.kind(), Units.time(longest.startNanos()),
                    Units.time(all.stream().mapToDouble(Event::lengthNanos).sum())));
        });
        if (strips.isEmpty()) {
            return List.of();
        }
        double least = strips.stream().flatMap(strip -> strip.events().stream()).mapToDouble(Event::lengthNanos).min().orElseThrow();
        double most = strips.stream().flatMap(strip -> strip.events().stream()).mapToDouble(Event::lengthNanos).max().orElseThrow();
        double end = strips.stream().flatMap(strip -> strip.events().stream()).mapToDouble(event -> event.startNanos() + event.lengthNanos()).max()
                .orElseThrow();
        Strips drawing = new Strips(EVENT_HEIGHT, LinearScale.decimal(end, Units::time), new FewLabels(LogScale.times(Math.max(least, most / 1e6), most)),
                "length, logarithmic", strips);
        String description = "One strip for each variant, with a bar for each of the " + things + " of one run, over time. "
                + String.join("; ", strips.stream().map(strip -> strip.name() + ": " + String.join(", ", strip.remarks())).toList()) + ".";
        return List.of(new Figure(id, title, description, explanation, "", drawing.height(), markup -> {
            writeKinds(markup, kinds);
            drawing.writeTo(markup);
        }, new DataTable(title + ": the run with the median wall time", List.of("Variant", "Invocation", "Number", "Kinds", "Longest", "Its kind",
                "Its start", "Sum"), rows)));
    }

    /** Used memory over time; nothing when no run has any. */
    public List<Figure> heap(String id, String title, List<String> explanation) {
        List<HeapStrip> strips = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        typical(run -> run.heap().size() > 1).forEach((name, run) -> {
            double greatest = run.heap().stream().mapToDouble(Sample::value).max().orElseThrow();
            double least = run.heap().stream().mapToDouble(Sample::value).min().orElseThrow();
            strips.add(new HeapStrip(name, styles.get(name), List.of("at most " + Units.bytes(greatest)), run.heap(), run.heapBytes()));
            rows.add(List.of(name, run.invocation() == 0 ? Units.UNKNOWN : Integer.toString(run.invocation()), Units.count(run.heap().size()),
                    Units.bytes(least), Units.bytes(greatest), Units.bytes(run.heap().getLast().value()),
                    run.heapBytes() == 0 ? Units.UNKNOWN : Units.bytes(run.heapBytes())));
        });
        if (strips.isEmpty()) {
            return List.of();
        }
        double most = strips.stream().mapToDouble(strip -> Math.max(strip.heapBytes(), strip.samples().stream().mapToDouble(Sample::value).max()
                .orElseThrow())).max().orElseThrow();
        double end = strips.stream().mapToDouble(strip -> strip.samples().getLast().at()).max().orElseThrow();
        Strips drawing = new Strips(HEAP_HEIGHT, LinearScale.decimal(end, Units::time), new FewLabels(LinearScale.binary(most)), "used memory",
                strips);
        String description = "One strip for each variant with the used memory of one run over time. "
                + String.join("; ", strips.stream().map(strip -> strip.name() + " " + strip.remarks().getFirst()).toList()) + ".";
        return List.of(new Figure(id, title, description, explanation, "", drawing.height(), drawing, new DataTable(
                title + ": the run with the median wall time", List.of("Variant", "Invocation", "Samples", "Least", "Greatest", "At the end",
                    "Heap"), rows)));
    }

    private Map<String, Run> typical(Predicate<Run> isShown) {
        Map<String, Run> typical = new TreeMap<>(Run.variantOrder());
        runs.forEach((name, list) -> {
            List<Run> shown = list.stream().filter(isShown).sorted(Comparator.comparingDouble(Run::wallNanos)).toList();
            if (!shown.isEmpty()) {
                typical.put(name, shown.get((shown.size() - 1) / 2));
            }
        });
        return typical;
    }

    private static String counts(List<Event> events) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        events.forEach(event -> counts.merge(event.kind(), 1, Integer::sum));
        return String.join(", ", counts.entrySet().stream().map(entry -> Units.count(entry.getValue()) + " " + entry.getKey()).toList());
    }

    /** What the shapes stand for, above the first strip. */
    private static void writeKinds(Markup markup, TreeSet<String> kinds) {
        double x = 250;
        markup.open("g", "class", "key");
        for (String kind : kinds) {
            markup.empty("path", "class", "mark", "d", EventStrip.shape(kind).marker(x, 25.5));
            Frame.text(markup, x + 9, 30, "start", kind);
            x += 34 + 7 * Math.min(kind.length(), 24);
        }
        markup.close("g").line();
    }

    /** The scale of a low strip: there is room for a few labels only. */
    private record FewLabels(Scale scale) implements Scale {
        private static final int ROOM = 4;

        @Override
        public double place(double value) {
            return scale.place(value);
        }

        @Override
        public List<Tick> ticks() {
            List<Tick> labelled = scale.ticks().stream().filter(tick -> !tick.label().isEmpty()).toList();
            int step = 1;
            while ((labelled.size() - 1) / step >= ROOM) {
                step *= 2;
            }
            List<Tick> some = new ArrayList<>();
            for (int i = 0; i < labelled.size(); i++) {
                some.add(i % step == 0 ? labelled.get(i) : new Tick(labelled.get(i).value(), ""));
            }
            return some;
        }
    }
}
