package org.tospace.gc.inspect;

/** Knows a heap's roots. */
@FunctionalInterface
public interface RootSource {
    /** Shows all of them. */
    void show(RootSink sink);
}
