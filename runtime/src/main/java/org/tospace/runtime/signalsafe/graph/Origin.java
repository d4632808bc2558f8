package org.tospace.runtime.signalsafe.graph;

import org.tospace.runtime.signalsafe.reading.Bytecode;
import org.tospace.runtime.signalsafe.reading.MethodBody;

/**
 * The instruction that a value was made from.
 *
 * @param body the method, which may be an inlined one
 * @param bytecode the instruction
 */
public record Origin(MethodBody body, Bytecode bytecode) {
}
