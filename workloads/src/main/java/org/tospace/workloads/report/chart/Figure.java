package org.tospace.workloads.report.chart;

import java.util.List;
import org.tospace.workloads.report.markup.Markup;

/**
 * A diagram, what to know to read it, and its data as a table.
 *
 * @param id unique on the page
 * @param title short
 * @param description what is drawn, for those who do not see it
 * @param explanation what it means and what it does not show: a paragraph or two
 * @param finding what stands out in this one; empty when nothing does
 * @param drawing writes what stands within the {@code svg} element
 */
public record Figure(String id, String title, String description, List<String> explanation, String finding, double height, Drawing drawing,
        DataTable data) {
    /** The width of all diagrams. */
    public static final double WIDTH = 860;

    /** The content of a diagram. */
    @FunctionalInterface
    public interface Drawing {
        /** Writes it. */
        void writeTo(Markup markup);
    }

    /** Writes the {@code svg} element. */
    public void writeDiagram(Markup markup) {
        markup.open("svg", "viewBox", "0 0 " + Coordinates.of(WIDTH) + " " + Coordinates.of(height), "role", "img",
                "aria-labelledby", id + "-t " + id + "-d").line();
        markup.element("title", title, "id", id + "-t").element("desc", description, "id", id + "-d").line();
        drawing.writeTo(markup);
        markup.close("svg").line();
    }
}
