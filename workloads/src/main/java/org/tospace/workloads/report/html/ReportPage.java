package org.tospace.workloads.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tospace.workloads.report.chart.SeriesStyle;
import org.tospace.workloads.report.data.ResultSet;
import org.tospace.workloads.report.data.Run;
import org.tospace.workloads.report.markup.Markup;

/** The whole page. The same results give the same page. */
public final class ReportPage {
    private static final String STYLE_SHEET = "report.css";
    /** Nothing may be loaded, run or sent, whatever the results contain. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    /** How many findings the top of a page on one set tells. */
    private static final int TOLD_ABOVE = 2;

    private final Markup markup = new Markup();
    private final Map<String, SeriesStyle> styles;
    private final List<SetSection> sections = new ArrayList<>();
    private final List<ResultSet> sets;
    private final String generator;

    private ReportPage(List<ResultSet> sets, String generator) {
        this.sets = sets;
        this.generator = generator;
        TreeSet<String> variants = new TreeSet<>(Run.variantOrder());
        sets.forEach(set -> variants.addAll(set.variants()));
        this.styles = SeriesStyle.assign(variants);
        Figures figures = new Figures(styles);
        for (ResultSet set : sets) {
            sections.add(new SetSection("set" + (sections.size() + 1), set, figures, sets.size() == 1 ? TOLD_ABOVE : 0));
        }
    }

    /**
     * The page on these sets of runs.
     *
     * @param sets at least one
     * @param generator name and version of what makes the page
     * @return HTML that is well-formed XML, too
     */
    public static String write(List<ResultSet> sets, String generator) {
        ReportPage page = new ReportPage(sets, generator);
        page.write();
        return page.markup.finish();
    }

    private void write() {
        markup.doctype().open("html", "lang", "en").line();
        writeHead();
        markup.open("body").line().element("a", "To the results", "class", "skip", "href", "#results").line();
        writeTop();
        markup.open("main", "id", "results").line();
        sections.forEach(section -> section.write(markup));
        markup.close("main").line();
        writeFoot();
        markup.close("body").line().close("html").line();
    }

    private void writeHead() {
        markup.open("head").line();
        markup.empty("meta", "charset", "utf-8").line();
        markup.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY).line();
        markup.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
        markup.empty("meta", "name", "color-scheme", "content", "light dark").line();
        markup.empty("meta", "name", "generator", "content", generator).line();
        markup.element("title", title() + " \u2013 tospace").line();
        markup.open("style").line().text(styleSheet()).close("style").line().close("head").line();
    }

    private String title() {
        Set<String> workloads = new TreeSet<>();
        sets.forEach(set -> workloads.add(set.workload()));
        return "What collecting costs: " + Words.list(List.copyOf(workloads));
    }

    private void writeTop() {
        markup.open("header").line().element("h1", title()).line();
        if (sections.size() == 1) {
            sections.getFirst().findings().stream().limit(TOLD_ABOVE).forEach(sentence -> markup.element("p", sentence, "class", "lede").line());
        } else {
            markup.open("ul", "class", "lede").line();
            for (SetSection section : sections) {
                markup.open("li").element("a", section.title(), "href", "#" + section.id()).text(": " + section.findings().getFirst()).close("li").line();
            }
            markup.close("ul").line();
        }
        writeChoice();
        markup.close("header").line();
    }

    /** Which variants are drawn: boxes to tick, by style sheet alone, that tell at the same time what each looks like. */
    private void writeChoice() {
        markup.open("fieldset", "class", "choice").element("legend", "Shown in the diagrams").line();
        Set<Integer> there = new HashSet<>();
        styles.forEach((name, style) -> {
            String id = "show-" + style.cssClass();
            markup.open("label", "class", "series " + style.cssClass());
            if (there.add(style.number())) {
                markup.empty("input", "type", "checkbox", "checked", "checked", "id", id).text(" ");
            }
            markup.open("svg", "viewBox", "0 0 36 14", "class", "sample", "aria-hidden", "true").empty("path", "class", "line", "d", "M0,7H36")
                    .empty("path", "class", "mark", "d", style.marker(18, 7)).close("svg");
            markup.text(" " + name).close("label").line();
        });
        markup.close("fieldset").line();
    }

    private void writeFoot() {
        markup.open("footer").line();
        markup.element("p", "Noise: two variants are told apart where the ranks of their runs differ by more than chance (the exact test of Mann and Whitney, two-sided, "
                + "below 5 %), else one is within the noise of the other; of twenty such comparisons of what is equal one is expected to differ. Percentiles of histograms are exact to three significant digits. Times are as measured on the machine below, with whatever "
                + "else it did; a median over fresh processes is not changed by one bad run, the longest of all is.").line();
        markup.element("p", "Made by " + generator + " from " + Words.number(sets.stream().mapToInt(set -> set.runs().size()).sum(), "run") + ".").line();
        markup.close("footer").line();
    }

    private static String styleSheet() {
        try (InputStream in = ReportPage.class.getResourceAsStream(STYLE_SHEET)) {
            if (in == null) {
                throw new IllegalStateException("the build must put " + STYLE_SHEET + " beside " + ReportPage.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
