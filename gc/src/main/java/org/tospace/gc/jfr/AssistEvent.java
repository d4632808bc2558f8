package org.tospace.gc.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** An assist. */
@Name("org.tospace.Assist")
@Label("Allocation Assist")
@Description("A mutator paid for an allocation buffer with collector's work")
final class AssistEvent extends HeapEvent {
    @Label("Mutator")
    int mutator;

    @Label("Pages")
    @Description("Pages scanned or recycled")
    long pages;
}
