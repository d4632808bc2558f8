package org.tospace.workloads.report.chart;

import java.util.List;

/**
 * The figures of a diagram.
 *
 * @param columns names; the first is that of the row's names
 * @param rows as many cells each as there are columns
 */
public record DataTable(String caption, List<String> columns, List<List<String>> rows) {
}
