/**
 * What instruction sets have in common: the seam between graphs and machine code. A new processor is one implementation of
 * {@link org.tospace.runtime.signalsafe.machine.InstructionSet}, in a package of its own, which may use the register allocator.
 */
package org.tospace.runtime.signalsafe.machine;
