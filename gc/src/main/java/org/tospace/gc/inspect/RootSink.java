package org.tospace.gc.inspect;

/** Is shown a heap's roots, in the same order each time. */
@FunctionalInterface
public interface RootSink {
    /**
     * Root slots in native memory, which are there during the call.
     *
     * @param name what holds them, as a part of a sentence, before the slot's number: {@code global root}
     * @param address the first slot's
     * @param count how many
     * @param first the number of the first
     */
    void slots(String name, long address, long count, long first);
}
