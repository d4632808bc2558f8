package org.tospace.workloads.report.data;

/** A value at a time, or at whatever else is laid out along a horizontal axis. */
public record Sample(double at, double value) {
}
