/**
 * When to collect and who does it: the flip, the phases of a collection, pacing, recycling, the threads that meet at safepoints.
 *
 * <p>What copies and scans is in {@code org.tospace.gc.scan}; this package is ordinary Java and is never on the fault path. A
 * {@link org.tospace.gc.collector.Participant} is a mutator as the collector sees it.
 *
 * <p><b>Locks</b>, outermost first: the rendezvous' lock, the roots' monitors, the allocation lock, the publisher's lock. None is held while waiting for
 * mutators to stop, and none is ever taken on the fault path.
 */
package org.tospace.gc.collector;
