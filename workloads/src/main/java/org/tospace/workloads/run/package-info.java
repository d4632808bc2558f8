/** One run of a workload, from an opened heap to what was measured. For one thread; the workload's mutators have threads of their own. */
package org.tospace.workloads.run;
