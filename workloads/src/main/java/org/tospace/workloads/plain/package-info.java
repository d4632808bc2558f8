/**
 * The workloads once more, on ordinary Java objects: what the JVM's own collectors are measured with.
 *
 * <p>Rules: a twin does what its workload does, in the same order, with the same seed and sizes; it is written as a Java programmer would
 * write it, knowing nothing of the collector; it checks its own result; and its steps end where those of the workload end.
 */
package org.tospace.workloads.plain;
