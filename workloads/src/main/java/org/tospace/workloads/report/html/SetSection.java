package org.tospace.workloads.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tospace.workloads.report.chart.Figure;
import org.tospace.workloads.report.chart.Units;
import org.tospace.workloads.report.data.ResultSet;
import org.tospace.workloads.report.data.Run;
import org.tospace.workloads.report.markup.Markup;

/** The part of the page on one set of runs. */
final class SetSection {
    private final String id;
    private final ResultSet set;
    private final Figures figures;
    private final int told;

    /**
     * A section.
     *
     * @param id unique on the page
     * @param told how many of its findings stand above it already
     */
    SetSection(String id, ResultSet set, Figures figures, int told) {
        this.id = id;
        this.told = told;
        this.set = set;
        this.figures = figures;
    }

    String id() {
        return id;
    }

    /** What the section is on: workload, heap and what tells it from other sections of a page. */
    String title() {
        List<Long> heaps = set.heaps();
        Map<String, String> asked = set.settings();
        String own = (asked.containsKey("preset") ? ", preset " + asked.get("preset") : "") + (asked.containsKey("walk") ? ", walk " + asked.get("walk") : "")
                + (asked.getOrDefault("threads", "1").equals("1") ? "" : ", " + asked.get("threads") + " threads");
        String warmth = asked.containsKey("warmup") ? asked.get("warmup").equals("0") ? ", cold" : ", warm" : "";
        return set.workload() + own + (heaps.isEmpty() || heaps.getFirst() == 0 ? ""
                : set.isSweep() ? ", heaps from " + Units.bytes(heaps.getFirst()) + " to " + Units.bytes(heaps.getLast())
                : ", heap " + Units.bytes(heaps.getFirst())) + warmth;
    }

    List<String> findings() {
        return set.isSweep() ? SweepFindings.of(set) : Findings.of(set);
    }

    void write(Markup markup) {
        markup.open("section", "id", id, "aria-labelledby", id + "-title").line();
        markup.element("h2", title(), "id", id + "-title").line();
        markup.element("p", origin(), "class", "note").line();
        List<String> rest = findings().stream().skip(told).toList();
        if (!rest.isEmpty() || !set.notes().isEmpty()) {
            markup.open("ul", "class", "findings").line();
            rest.forEach(sentence -> markup.element("li", sentence).line());
            set.notes().forEach(note -> markup.element("li", note, "class", "note").line());
            markup.close("ul").line();
        }
        heading(markup, "summary", "Summary");
        new SummaryTable(set).write(markup);
        if (set.isSweep()) {
            figures.ofSweep(id + "-", set).forEach(figure -> write(markup, figure, "h3"));
            set.heaps().forEach(heap -> writePart(markup, heap));
        } else {
            figures.of(id + "-", set).forEach(figure -> write(markup, figure, "h3"));
        }
        KindsTable.write(markup, set, () -> heading(markup, "kinds", "Pauses by kind"));
        heading(markup, "runs", "All runs");
        RunsTable.write(markup, set);
        writeRepetition(markup);
        writeHosts(markup);
        markup.close("section").line();
    }

    /** Where the figures come from, in a line. */
    private String origin() {
        List<String> words = new ArrayList<>(List.of(Words.number(set.runs().size(), "run") + " of "
                + Words.number(set.variants().size(), "variant") + ", each in a process of its own"));
        if (set.hosts().size() == 1) {
            Map<String, String> host = set.hosts().getFirst();
            words.addAll(Stream.of(host.get("cpu"), host.containsKey("cores") ? host.get("cores") + " cores" : null, host.get("kernel"), host.get("jdk"))
                    .filter(Objects::nonNull).toList());
        }
        if (set.settings().containsKey("seed")) {
            words.add("seed " + set.settings().get("seed"));
        }
        return String.join("; ", words) + "." + aboutTimes();
    }

    /** What the times are of, and whether the JVM had warmed up. */
    private String aboutTimes() {
        String iterations = set.settings().getOrDefault("iterations", "1");
        String warmup = set.settings().getOrDefault("warmup", "");
        String each = iterations.equals("1") ? "" : " Each process ran " + iterations + " iterations: wall times are those of its median one, CPU times the mean, "
                + "all else is over all of them.";
        return each + switch (warmup) {
            case "" -> "";
            case "0" -> " Cold: each process had just begun; what the JVM does at first, interpreting and compiling, is in all figures.";
            default -> " Warm: before what was measured each process ran the workload " + (warmup.equals("1") ? "once" : warmup + " times")
                    + ", which is in no figure but peak memory.";
        };
    }

    private void heading(Markup markup, String name, String title) {
        markup.element("h3", title, "id", id + "-" + name).line();
    }

    /** All figures of one heap size of a sweep, folded: there are many. */
    private void writePart(Markup markup, long heap) {
        List<Figure> all = figures.of(id + "-" + heap + "-", set.withHeap(heap));
        if (!all.isEmpty()) {
            markup.open("details", "class", "part").element("summary", "Pauses, gaps and the rest with " + Units.bytes(heap)).line();
            all.forEach(figure -> write(markup, figure, "h4"));
            markup.close("details").line();
        }
    }

    private static void write(Markup markup, Figure figure, String heading) {
        markup.open("section", "class", "figure", "aria-labelledby", figure.id() + "-h").line();
        markup.element(heading, figure.title(), "id", figure.id() + "-h").line();
        markup.open("figure", "id", figure.id()).open("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-label",
                "Diagram: " + figure.title()).line();
        figure.writeDiagram(markup);
        markup.close("div").open("figcaption");
        figure.explanation().forEach(paragraph -> markup.element("p", paragraph));
        markup.close("figcaption").close("figure").line();
        markup.open("details", "class", "data").element("summary", "The data of this diagram").line();
        Tables.write(markup, figure.data());
        markup.close("details").close("section").line();
    }

    private void writeRepetition(Markup markup) {
        heading(markup, "repeat", "To repeat it");
        if (!set.command().isBlank()) {
            markup.open("pre").element("code", set.command()).close("pre").line();
        } else {
            markup.element("p", "The files do not say by which command they were made.").line();
        }
        Map<String, String> facts = new LinkedHashMap<>(set.settings());
        if (!set.startedAt().isBlank()) {
            facts.put("started at", set.startedAt());
        }
        facts.put(set.runs().stream().map(Run::source).distinct().count() == 1 ? "file" : "files",
                String.join(", ", set.runs().stream().map(Run::source).distinct().toList()));
        writeFacts(markup, "What was asked for", facts);
    }

    private void writeHosts(Markup markup) {
        heading(markup, "host", set.hosts().size() > 1 ? "The machines" : "The machine");
        if (set.hosts().isEmpty()) {
            markup.element("p", "The files do not say on which machine they were made.").line();
        }
        for (int i = 0; i < set.hosts().size(); i++) {
            writeFacts(markup, set.hosts().size() == 1 ? "Facts of the host" : "Facts of host " + (i + 1), named(set.hosts().get(i)));
        }
    }

    private static Map<String, String> named(Map<String, String> host) {
        Map<String, String> names = new TreeMap<>(Map.of("cpu", "processor", "jdk", "JDK", "pageSizeBytes", "page of the system, in bytes",
                "mapLimit", "mappings a process may have"));
        Map<String, String> named = new LinkedHashMap<>();
        host.forEach((name, value) -> named.put(names.getOrDefault(name, name), value));
        return named;
    }

    private static void writeFacts(Markup markup, String caption, Map<String, String> facts) {
        markup.open("table", "class", "facts").element("caption", caption).line().open("tbody").line();
        facts.forEach((name, value) -> markup.open("tr").element("th", name, "scope", "row").element("td", value).close("tr").line());
        markup.close("tbody").close("table").line();
    }
}
