/**
 * Programs that use the object space as real ones would, each checking its own result.
 *
 * <p>Rules kept by all of them:
 * <ul>
 *   <li>A reference in a Java variable is good until the next allocation or poll. What must live longer is on the mutator's
 *       {@link org.tospace.gc.RootStack}, or in a slot of an object that is, and is read again from there.
 *   <li>They use {@link org.tospace.gc.ReferenceEncoding#LOW_BITS}, in which the value of a reference is its address, 0 is null, and odd values
 *       are small integers; so one {@code long} serves as reference and as value.
 *   <li>Long traversals poll, so that no mutator holds up a flip.
 *   <li>Random choices come from the seed and nothing else; several threads have a seed each.
 * </ul>
 */
package org.tospace.workloads.workload;
