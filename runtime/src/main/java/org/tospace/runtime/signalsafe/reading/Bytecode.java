package org.tospace.runtime.signalsafe.reading;

import java.lang.classfile.Instruction;

/**
 * One bytecode instruction.
 *
 * @param index its number in the method, from 0
 * @param offset its distance in bytes from the start of the method's code
 * @param line its source line, 0 if not known
 * @param instruction what it does
 */
public record Bytecode(int index, int offset, int line, Instruction instruction) {
}
