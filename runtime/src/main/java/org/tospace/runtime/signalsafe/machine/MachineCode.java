package org.tospace.runtime.signalsafe.machine;

import java.util.Map;
import org.tospace.runtime.signalsafe.reading.MethodName;

/**
 * Finished code.
 *
 * @param bytes the code of all methods; it runs at any address
 * @param methods where each is in it
 */
public record MachineCode(byte[] bytes, Map<MethodName, MachineMethod> methods) {
}
