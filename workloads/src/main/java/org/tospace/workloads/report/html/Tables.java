package org.tospace.workloads.report.html;

import java.util.List;
import java.util.Set;
import org.tospace.workloads.report.chart.DataTable;
import org.tospace.workloads.report.markup.Markup;

/** Writes tables with captions and with headers that say what they head; wide ones scroll by themselves, by keyboard too. */
final class Tables {
    /** Columns of words, which start at the left. */
    private static final Set<String> WORDS = Set.of("File", "Result", "Kind", "Kinds");

    private Tables() {
    }

    static void open(Markup markup, String caption, List<String> columns, String cssClass) {
        markup.open("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-label", caption);
        markup.open("table", "class", cssClass).element("caption", caption).line();
        markup.open("thead").open("tr");
        for (int i = 0; i < columns.size(); i++) {
            markup.element("th", columns.get(i), "scope", "col", "class", i == 0 || WORDS.contains(columns.get(i)) ? "words" : null);
        }
        markup.close("tr").close("thead").line().open("tbody").line();
    }

    static void close(Markup markup) {
        markup.close("tbody").close("table").close("div").line();
    }

    static void write(Markup markup, DataTable table) {
        open(markup, table.caption(), table.columns(), null);
        for (List<String> row : table.rows()) {
            markup.open("tr").element("th", row.getFirst(), "scope", "row");
            for (int i = 1; i < row.size(); i++) {
                markup.element("td", row.get(i), "class", WORDS.contains(table.columns().get(i)) ? "words" : null);
            }
            markup.close("tr").line();
        }
        close(markup);
    }
}
