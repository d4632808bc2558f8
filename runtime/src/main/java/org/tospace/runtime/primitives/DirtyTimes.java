package org.tospace.runtime.primitives;

import org.tospace.runtime.dirty.DirtyMechanism;

/**
 * What DIRTY costs by one mechanism. Nanoseconds a page of the range, all of whose pages have memory.
 *
 * @param mechanism how writes are noticed
 * @param write the first store to a page since it was told last
 * @param take asking, when every page was written
 * @param idleTake asking, when none was
 */
public record DirtyTimes(DirtyMechanism mechanism, Spread write, Spread take, Spread idleTake) {
}
