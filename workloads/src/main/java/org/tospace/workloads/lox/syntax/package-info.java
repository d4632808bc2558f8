/**
 * From source to tree: {@link org.tospace.workloads.lox.syntax.Scanner}, {@link org.tospace.workloads.lox.syntax.Parser} and the nodes it makes.
 *
 * <p>The parser goes over the source once and resolves variables on the way, as the book's second interpreter (clox) does, so that it finds the
 * same errors in the same order. Source text is bytes in the form of a string of characters 0 to 255: what goes in comes out again, whatever
 * its encoding. Nothing here knows the heap. For one thread.
 */
package org.tospace.workloads.lox.syntax;
