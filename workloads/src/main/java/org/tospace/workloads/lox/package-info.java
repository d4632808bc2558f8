/**
 * Lox, the language of Robert Nystrom's <em>Crafting Interpreters</em>, as an embedder of the object space: every object of a Lox program lives in a
 * tospace heap.
 *
 * <p>To read in this order: {@code syntax} (source to tree), {@code compiler} (tree to JVM bytecode), {@code machine} (values, objects, inline
 * caches), and here what starts and ends programs; {@code suite} runs directories of test programs.
 */
package org.tospace.workloads.lox;
