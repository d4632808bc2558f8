package org.tospace.workloads.workload;

/** A set of parameters that go together. */
public enum Preset {
    /** The parameters that the workload is known by. */
    STANDARD,
    /** More live data: what pauses depend on where they depend on it. */
    BIG
}
