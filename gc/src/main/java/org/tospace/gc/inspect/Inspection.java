package org.tospace.gc.inspect;

/** What is done with a heap that has been found sound, while its mutators are stopped. */
@FunctionalInterface
public interface Inspection<T, E extends Exception> {
    /**
     * Looks at it.
     *
     * @param live what is reachable; of no use once this returns
     * @param roots from where
     */
    T inspect(LiveObjects live, RootSource roots) throws E;
}
