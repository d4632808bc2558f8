/**
 * The command line of tospace: workloads that run on the object space, what they measure and how it is reported.
 *
 * <p>A client of {@code org.tospace.gc}'s public API alone, as any embedder is. Packages, from the outside in: {@code command} reads the
 * words of the command line, {@code workload} holds the programs that are run, {@code measure} turns the collector's events into pauses
 * and utilisation, {@code report} writes them down for people and for programs.
 */
package org.tospace.workloads;
