package org.tospace.gc.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;

/** A flip: all mutators were stopped. */
@Name("org.tospace.Flip")
@Label("Flip")
@Description("All mutators were stopped, the spaces changed roles and the topmost roots were forwarded")
final class FlipEvent extends HeapEvent {
    @Label("Time to Stop")
    @Description("Until the last mutator had stopped")
    @Timespan
    long timeToStop;

    @Label("Root Slots")
    long rootSlots;
}
