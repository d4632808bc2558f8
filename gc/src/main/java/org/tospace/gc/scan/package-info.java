/**
 * Forwarding and page scanning, written in signal-safe Java.
 *
 * <p>Every class here is a set of {@code static} methods over {@code long} and {@code int}. Their state is native memory, laid out
 * by {@link org.tospace.gc.scan.ControlBlock}, {@link org.tospace.gc.scan.PageRecord}, {@link org.tospace.gc.scan.AgentRecord} and
 * {@link org.tospace.gc.scan.ObjectHeader}; all they call is each other, {@code Memory} and {@code SystemCall}. No objects, no
 * exceptions, no mutable static fields, no recursion: the same code must be able to run inside a signal handler.
 *
 * <p><b>Addresses.</b> Whatever is called an address is one of the mutators' view; the collector reads and writes it through
 * {@code address + delta}, its own view, which is never protected.
 *
 * <p><b>Threads.</b> Any thread that owns an agent record may call; an agent record is used by one thread at a time.
 *
 * <p><b>Waiting.</b> A thread that holds a page claim waits for object headers and marks only, and who publishes one never waits. A
 * thread that waits for a page holds no claim. So there is no cycle.
 */
package org.tospace.gc.scan;
