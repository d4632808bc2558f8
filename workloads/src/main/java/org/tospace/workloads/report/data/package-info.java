/**
 * Result files as the HTML page needs them: read, grouped, and summed up.
 *
 * <p>Reading is tolerant: a member that is missing or of another type than expected is as if it were not measured, and is {@link Double#NaN}
 * where it is a number. What is read is never trusted: names may be any text. All values are immutable. Times are in nanoseconds, sizes in
 * bytes, shares from 0 to 1.
 */
package org.tospace.workloads.report.data;
