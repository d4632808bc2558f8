/**
 * The object space that a program embeds: {@link org.tospace.gc.Heap}, {@link org.tospace.gc.Mutator} and what they speak of.
 *
 * <p><b>Words.</b> A <em>reference</em> is the address of an object's header, a {@code long}. A <em>value</em> is what a slot or a root
 * holds: 64 bits that are a reference by the heap's {@link org.tospace.gc.ReferenceEncoding}, or anything else that the embedder means
 * by them. With the default encoding the value of a reference is its address.
 *
 * <p><b>Safepoints.</b> Objects move when a collection starts, and a collection starts only at a safepoint of every mutator: in
 * {@code allocate}, {@code poll}, {@code Heap.collect}, {@code Heap.verify}, {@code Heap.histogram}, {@code Heap.dump} and while {@code blocked}. A reference in a Java local variable is dead after a
 * safepoint; keep it in the {@link org.tospace.gc.RootStack} and read it again from there.
 *
 * <p><b>Roots.</b> What a mutator works with: {@link org.tospace.gc.RootStack}, by number; {@link org.tospace.gc.HandleScope}, by name, for
 * native functions. What belongs to the heap: {@link org.tospace.gc.GlobalRoot}, one value; {@link org.tospace.gc.RootArray}, a table of any
 * size; {@link org.tospace.gc.RootProvider}, a small table that the embedder keeps in Java arrays.
 *
 * <p><b>The operating system</b> gets copies. An object's address is good for this API only: see {@link org.tospace.gc.Bytes}.
 *
 * <p><b>Threads.</b> A mutator and its root stack belong to the thread that attached it. Everything in {@link org.tospace.gc.Heap}
 * may be called by any thread unless it says otherwise. Sizes are in bytes, times in nanoseconds of {@link System#nanoTime}.
 */
package org.tospace.gc;
