package org.tospace.gc.jfr;

import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.MemoryAddress;
import jdk.jfr.Name;
import jdk.jfr.SettingDefinition;
import jdk.jfr.Timespan;

/**
 * A trap. It is recorded when the ring of trap records is drained, by another thread, so the recorder's own start time is then; a recorder's threshold could
 * not know how long it took, either. So both are fields, and the threshold is a setting of its own.
 */
@Name("org.tospace.Trap")
@Label("Trap")
@Description("A mutator met a page that was not scanned yet. Recorded soon after it was over")
final class TrapEvent extends HeapEvent {
    @Label("Mutator")
    int mutator;

    @Label("Took")
    @Description("How long the mutator was held up")
    @Timespan
    long took;

    @Label("Waited")
    @Description("Of it, until another thread had scanned the page")
    @Timespan
    long waited;

    @Label("Ago")
    @Description("How long before this event was recorded the trap began")
    @Timespan
    long ago;

    @Label("Page")
    @MemoryAddress
    long page;

    @Label("Objects Copied")
    long objectsCopied;

    @Label("Bytes Copied")
    @DataAmount
    long bytesCopied;

    /** Whether this trap is to be recorded. */
    @SettingDefinition
    @Name("longerThan")
    @Label("Longer Than")
    @Description("Traps that took less are not recorded")
    boolean longerThan(TrapThreshold threshold) {
        return took >= threshold.nanos();
    }
}
