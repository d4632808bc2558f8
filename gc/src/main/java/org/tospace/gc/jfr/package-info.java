/**
 * A heap's events for the JDK's Flight Recorder.
 *
 * <p>The module {@code jdk.jfr} may be absent: only {@link org.tospace.gc.jfr.FlightRecording} may be named elsewhere, and it names nothing of that module
 * until it knows that it is there. To load a class of events takes the JVM a tenth of a second the first time, so none is loaded before a recording is first
 * asked for. While no recording has these events enabled, each costs one test of a field.
 *
 * <p>Events are made by whoever flips, assists, stalls or ends a collection, outside the fault path, and after mutators have been let go; those of traps by
 * whoever drains the ring of trap records.
 */
package org.tospace.gc.jfr;
