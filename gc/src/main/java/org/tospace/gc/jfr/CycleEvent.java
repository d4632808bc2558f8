package org.tospace.gc.jfr;

import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A collection, from its flip to the end of recycling. */
@Name("org.tospace.Cycle")
@Label("Collection Cycle")
@Description("A collection, from its flip until the old space is ready for use again; mutators run beside it")
final class CycleEvent extends HeapEvent {
    @Label("Live")
    @Description("What survived")
    @DataAmount
    long liveBytes;

    @Label("Copied")
    @DataAmount
    long bytesCopied;

    @Label("Objects Copied")
    long objectsCopied;

    @Label("Pages by Trap")
    @Description("Pages scanned because a mutator met them")
    long pagesByTrap;

    @Label("Pages by Collector")
    @Description("Pages scanned by the background thread")
    long pagesByCollector;

    @Label("Pages by Assist")
    @Description("Pages scanned by mutators in order, as a part of allocation")
    long pagesByAssist;
}
