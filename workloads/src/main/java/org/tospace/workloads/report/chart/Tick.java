package org.tospace.workloads.report.chart;

/**
 * A place on an axis.
 *
 * @param label empty for a line without one
 */
record Tick(double value, String label) {
}
