package org.tospace.workloads.run;

import java.util.Optional;
import org.tospace.workloads.measure.Gaps;
import org.tospace.workloads.measure.JvmLog;

/**
 * What was measured of a run besides times and pauses.
 *
 * @param startNanos when the first iteration that counts began
 * @param cpuNanos processor time of all iterations that count, of the whole process; 0 when not measured
 * @param peakBytes the most memory that the process had; 0 when not measured
 * @param gaps between the mutators' steps; empty when not measured
 * @param jvm what this JVM said of itself during the run; empty when nobody asked
 */
public record Measurements(long startNanos, long cpuNanos, long peakBytes, Optional<Gaps> gaps, Optional<JvmLog> jvm) {
    /** Nothing was measured. */
    public static final Measurements NONE = new Measurements(0, 0, 0, Optional.empty(), Optional.empty());
}
