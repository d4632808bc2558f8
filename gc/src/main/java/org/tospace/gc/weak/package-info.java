/**
 * Words that do not keep alive what they name, and how a collection sees to them: weak roots and cells, weak-keyed tables, ephemerons,
 * finalization queues.
 *
 * <p>{@link org.tospace.gc.weak.WeakProcessing} is the protocol; a {@link org.tospace.gc.weak.WeakStructure} is a set of such words in
 * native memory. Ordinary Java, never on the fault path.
 *
 * <p><b>Locks</b>, in the order in which they are taken: the turn of who works, the list of structures, a structure's monitor, the revival lock.
 * All are held for a bounded time, and nobody passes a safepoint while holding one: who waits for one holds up a flip.
 *
 * <p><b>Values.</b> Words are values by the heap's encoding; those that are no references are left alone.
 */
package org.tospace.gc.weak;
