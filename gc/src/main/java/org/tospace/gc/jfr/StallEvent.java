package org.tospace.gc.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A stall, with where the program was. */
@Name("org.tospace.Stall")
@Label("Allocation Stall")
@Description("A mutator found no room and had to see the collection through before it could allocate")
@StackTrace
final class StallEvent extends HeapEvent {
    @Label("Mutator")
    int mutator;
}
