package org.tospace.workloads.run;

import org.tospace.gc.HeapOptions;
import org.tospace.workloads.workload.Workload;
import org.tospace.workloads.workload.WorkloadParameters;

/**
 * What is to be run.
 *
 * @param warmup how often before that, done and verified but not measured
 * @param iterations how often, one after the other in the same heap; at least 1
 */
public record RunSettings(Workload workload, WorkloadParameters parameters, HeapOptions heap, int warmup, int iterations) {
}
