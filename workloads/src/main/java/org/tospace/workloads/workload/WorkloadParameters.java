package org.tospace.workloads.workload;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a run of a workload can be asked for.
 *
 * @param threads how many mutators, at least 1
 * @param size see {@link Workload#size}
 * @param seed of all random choices
 * @param walkNodes nodes allocated for each walk of old objects; 0 for no walks
 * @param script the program to run, for a workload that runs programs
 */
public record WorkloadParameters(int threads, long size, long seed, int walkNodes, Preset preset, Optional<Path> script) {
    /** Parameters without a script. */
    public WorkloadParameters(int threads, long size, long seed, int walkNodes, Preset preset) {
        this(threads, size, seed, walkNodes, preset, Optional.empty());
    }

    /** A seed for one thread: far from those of other threads. */
    public long seedOf(int thread) {
        return seed + thread * 0x9E3779B97F4A7C15L;
    }
}
