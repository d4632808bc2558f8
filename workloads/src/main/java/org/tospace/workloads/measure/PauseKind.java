package org.tospace.workloads.measure;

import java.util.Locale;

/** Why a mutator had to wait. */
public enum PauseKind {
    /** All mutators, while the spaces change roles. */
    FLIP,
    /** One mutator, on a page that was not scanned yet. */
    TRAP,
    /** One mutator, until a collection ended, because there was no room. */
    STALL,
    /** One mutator, doing a part of the collector's work as the price of an allocation buffer. */
    ASSIST;

    /** The name in tables and in JSON. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
