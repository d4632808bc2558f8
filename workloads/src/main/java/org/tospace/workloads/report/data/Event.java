package org.tospace.workloads.report.data;

/**
 * Something that took time.
 *
 * @param startNanos since the run began
 * @param kind "flip", "trap", "stall", "assist", "pause", "gap" or whatever the file says
 */
public record Event(double startNanos, double lengthNanos, String kind) {
}
