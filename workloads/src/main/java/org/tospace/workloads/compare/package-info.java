/**
 * The same workload under several collectors: fresh processes in shuffled order, their records, and what can be said of them.
 *
 * <p>A run's record is a JSON object, as {@code run --json} writes it; here it stays a tree, since the records of the object space and of
 * the JVM's collectors differ in what they have. Figures are compared by ranks only: nothing is assumed of their distribution.
 */
package org.tospace.workloads.compare;
