/**
 * x86-64: choosing instructions for graphs, laying blocks out, and writing them.
 *
 * <p><b>Calls.</b> Compiled methods take their arguments and return their result as C does, but preserve every register other than
 * RAX: a call on a path that is seldom taken costs the registers of the path that is often taken nothing. Methods that only C code
 * calls preserve what C wants preserved.
 *
 * <p><b>Ints</b> are the low halves of registers; the high halves hold anything.
 *
 * <p><b>Flags</b> are read by the instructions right behind the one that sets them; only moves may come between, and nothing that the
 * register allocator adds is anything else.
 *
 * <p>Neither floating-point nor vector registers are used, so a signal handler need not save them, and the stack needs no alignment.
 */
package org.tospace.runtime.signalsafe.x64;
