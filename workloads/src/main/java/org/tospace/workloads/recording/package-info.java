/**
 * What it costs to record what a collector does: the same run with nothing recorded and with each kind of record, in fresh processes, in turn. For one thread.
 */
package org.tospace.workloads.recording;
