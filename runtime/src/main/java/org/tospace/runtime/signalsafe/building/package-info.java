/**
 * Building: from bytecode to graphs of values, with small callees built into their callers.
 *
 * <p>Bytecode is read as the JVM's verifier has seen it: the stack has the same depth and types on every way to an instruction, and
 * no variable is read before it is written.
 */
package org.tospace.runtime.signalsafe.building;
