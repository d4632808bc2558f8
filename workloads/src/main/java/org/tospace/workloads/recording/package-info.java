/**
 * What it costs to record what a collector does: the same run with nothing recorded and with each kind of record, in turn within one process, so that all have the
 * same compiled code. For one thread.
 */
package org.tospace.workloads.recording;
