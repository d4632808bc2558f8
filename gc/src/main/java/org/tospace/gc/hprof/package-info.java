/**
 * Writes a heap's live objects as a JVM writes its own: the binary format "hprof" 1.0.2, which VisualVM, Eclipse MAT and the profilers of IDEs open.
 *
 * <p>Everything is written once, from the first byte to the last, so that memory does not grow with the heap. Identifiers are 8 bytes:
 *
 * <table>
 *   <caption>Identifiers</caption>
 *   <tr><th>identifier</th><th>of what</th></tr>
 *   <tr><td>an object's address</td><td>the object: an instance of a class that is its tag</td></tr>
 *   <tr><td>that address + 1</td><td>its raw bytes: an array of bytes</td></tr>
 *   <tr><td>that address + 2, + 3</td><td>its slots, when it has more than {@link org.tospace.gc.hprof.ObjectClasses#MOST_FIELDS}: an array of objects, and one of longs
 *     with all bits</td></tr>
 *   <tr><td>a slot's address + 2, + 3, a raw byte's address + 1</td><td>a piece of such an array that is too long for one record</td></tr>
 *   <tr><td>small multiples of 8</td><td>classes, and the tables that hold roots</td></tr>
 * </table>
 *
 * The format is described in the JDK's sources ({@code heapDumper.cpp}).
 */
package org.tospace.gc.hprof;
