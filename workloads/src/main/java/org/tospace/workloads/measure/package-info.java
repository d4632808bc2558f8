/**
 * From the collector's events to figures: pauses by kind, and the share of time that mutators had to themselves.
 *
 * <p>Times are nanoseconds of {@link System#nanoTime}. Recording costs a few stores into arrays that grow; all arithmetic is left for the
 * end of a run.
 */
package org.tospace.workloads.measure;
