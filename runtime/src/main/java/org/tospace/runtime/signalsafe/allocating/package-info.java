/**
 * Register allocation, for any instruction set: graph colouring by iterated register coalescing (George and Appel 1996).
 *
 * <p>Registers are numbers. Those of the processor come first, and the others, any number, are given one of them or a place in the
 * frame. An instruction says which registers it reads and writes, those it names implicitly too, and whether it only moves one to
 * another.
 */
package org.tospace.runtime.signalsafe.allocating;
