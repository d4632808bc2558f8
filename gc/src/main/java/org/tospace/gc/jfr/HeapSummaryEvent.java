package org.tospace.gc.jfr;

import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** The heap before a collection and after it. */
@Name("org.tospace.HeapSummary")
@Label("Heap Summary")
@Description("How much of the heap was in use just before a collection and at its end")
final class HeapSummaryEvent extends HeapEvent {
    @Label("When")
    String when;

    @Label("Used")
    @Description("Pages in use")
    @DataAmount
    long usedBytes;

    @Label("Live")
    @Description("What survived; 0 before the collection, when it is not known")
    @DataAmount
    long liveBytes;

    @Label("Capacity")
    @Description("What may be in use at a time: half the heap")
    @DataAmount
    long capacityBytes;

    @Label("Resident")
    @Description("Memory that the operating system has given to the heap's spaces")
    @DataAmount
    long residentBytes;
}
