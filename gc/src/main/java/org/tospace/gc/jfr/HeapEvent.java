package org.tospace.gc.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.StackTrace;

/** What all events have: which heap, and which of its collections. */
@Category({"tospace", "Garbage Collection"})
@StackTrace(false)
abstract class HeapEvent extends Event {
    @Label("Heap")
    @Description("The heap's name")
    String heap;

    @Label("Collection")
    @Description("The number of the heap's collection, from 1")
    long gcId;
}
