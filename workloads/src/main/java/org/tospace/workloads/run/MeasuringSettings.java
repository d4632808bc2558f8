package org.tospace.workloads.run;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is measured of a run besides times and pauses.
 *
 * @param process whether processor time and memory are
 * @param gaps whether the gaps between the mutators' steps are
 * @param jvmLog the unified log that this JVM writes, see {@link org.tospace.workloads.measure.JvmLog#option}
 */
public record MeasuringSettings(boolean process, boolean gaps, Optional<Path> jvmLog) {
    /** Nothing more. */
    public static final MeasuringSettings NONE = new MeasuringSettings(false, false, Optional.empty());
}
