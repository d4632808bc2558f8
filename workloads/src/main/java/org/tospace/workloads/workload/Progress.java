package org.tospace.workloads.workload;

/** Is told how far a workload has come. Called often and from any thread; must be quick. */
@FunctionalInterface
public interface Progress {
    /** Nobody is interested. */
    Progress NONE = (done, total) -> { };

    /** {@code done} of {@code total} parts are done, by the thread that tells it. */
    void report(long done, long total);
}
