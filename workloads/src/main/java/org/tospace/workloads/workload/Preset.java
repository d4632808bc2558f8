package org.tospace.workloads.workload;

import java.util.Locale;

/** A set of parameters that go together. */
public enum Preset {
    /** The parameters that the workload is known by. */
    STANDARD,
    /** More live data: what pauses depend on where they depend on it. */
    BIG;

    /** The name on the command line and in JSON. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
