/**
 * The compiler's intermediate form: per method a graph of basic blocks, over values that are assigned once (SSA).
 *
 * <p><b>Invariant (edge-split):</b> both successors of a {@link org.tospace.runtime.signalsafe.graph.Terminator.Branch} have it as
 * their only predecessor, so that every edge into a block with phis comes from a block with one successor, and moves for the phis
 * can stand at that block's end.
 *
 * <p><b>Invariant (phi-order):</b> a phi has one input per predecessor of its block, in their order.
 *
 * <p>Constants belong to no block. The order of the other values in a block is the order of their effects; nothing moves an effect
 * or a load over another.
 */
package org.tospace.runtime.signalsafe.graph;
