package org.tospace.gc.collector;

/**
 * Who copies and scans: a number and a record of {@link org.tospace.gc.scan.AgentRecord}. Used by one thread at a time.
 *
 * @param id the agent's number, from 0
 * @param record the record's address
 */
public record Agent(int id, long record) {
}
