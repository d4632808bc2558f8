/**
 * Memory by address: access, double mappings, page protection, native blocks, and the limit on mappings.
 *
 * <p>The primitives of Appel &amp; Li, "Virtual memory primitives for user programs" (1991), section 2, and where they
 * are here:
 *
 * <table>
 * <caption>The primitives</caption>
 * <tr><th>primitive</th><th>method</th></tr>
 * <tr><td>PROT1 (protect one page)</td>
 *     <td>{@link org.tospace.runtime.memory.DualMapping#protect DualMapping.protect} with one page's length</td></tr>
 * <tr><td>PROTN (protect many pages)</td>
 *     <td>{@link org.tospace.runtime.memory.DualMapping#protect DualMapping.protect} with the length of all</td></tr>
 * <tr><td>UNPROT (unprotect a page)</td>
 *     <td>{@link org.tospace.runtime.memory.DualMapping#protect DualMapping.protect} with
 *     {@link org.tospace.runtime.memory.Access#READ_WRITE}</td></tr>
 * <tr><td>MAP2 (one page at two addresses)</td>
 *     <td>{@link org.tospace.runtime.memory.DualMapping#create DualMapping.create}: front and back</td></tr>
 * <tr><td>TRAP (serve the fault in user mode)</td>
 *     <td>{@code org.tospace.runtime.trap.TrapRegion.open}</td></tr>
 * <tr><td>DIRTY (which pages were written)</td>
 *     <td>{@code org.tospace.runtime.dirty.DirtyPages.take}</td></tr>
 * </table>
 *
 * <p>Addresses are {@code long} and absolute; sizes are in bytes. Nothing here checks that an address is mapped.
 *
 * <h2>Memory orders</h2>
 *
 * <p>The order is in the method's name: plain ({@code getLong}), opaque, acquire and release, and the full order of
 * compare-and-set and get-and-add; they mean what {@link java.lang.invoke.VarHandle} says. Ordered and atomic accesses
 * must be naturally aligned, and throw {@link java.lang.IllegalArgumentException} otherwise; plain ones need not be, but
 * only aligned ones are free of tearing.
 */
package org.tospace.runtime.memory;
