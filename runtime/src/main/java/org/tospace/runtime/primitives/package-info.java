/**
 * What the primitives of Appel &amp; Li, "Virtual memory primitives for user programs" (1991), cost on this machine: the figures of their Table 1,
 * taken as their benchmark program {@code vmpup.c} takes them, from Java.
 *
 * <p>{@link org.tospace.runtime.primitives.Primitives#measure} is the door. Times are nanoseconds, as {@code double} where they are a share of a
 * repetition's time. One thread measures; each repetition checks that every page trapped exactly as often as it had to, so that no figure is of
 * something that did not happen.
 */
package org.tospace.runtime.primitives;
