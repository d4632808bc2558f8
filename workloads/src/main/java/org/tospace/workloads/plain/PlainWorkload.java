package org.tospace.workloads.plain;

/**
 * A workload's twin on ordinary Java objects, collected by whatever collector the JVM was started with: the same work, the same sizes and the same
 * random choices as in the object space, written as a Java programmer would write it. Stateless: several runs at a time are possible.
 */
public interface PlainWorkload {
    /** The name of the workload whose twin it is. */
    String name();

    /**
     * Runs once, on as many threads as the parameters ask for, and checks the result. It calls {@link org.tospace.workloads.measure.Steps#tick} at
     * the places where its twin does.
     *
     * @throws org.tospace.workloads.workload.CheckFailedException when the result is not what it must be
     */
    void run(PlainContext context);
}
