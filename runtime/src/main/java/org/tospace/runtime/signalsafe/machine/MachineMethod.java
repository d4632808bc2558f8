package org.tospace.runtime.signalsafe.machine;

import java.util.List;
import org.tospace.runtime.signalsafe.graph.Origin;
import org.tospace.runtime.signalsafe.reading.MethodName;

/**
 * The code of one method.
 *
 * @param name the method
 * @param offset where it starts, in bytes from the start of all code
 * @param length how many bytes it has
 * @param frameBytes stack that it takes itself, its return address included
 * @param callees the compiled methods it calls
 * @param listing its instructions
 */
public record MachineMethod(MethodName name, int offset, int length, int frameBytes, List<MethodName> callees, List<Line> listing) {

    /**
     * An instruction.
     *
     * @param offset where it starts, in bytes from the start of all code
     * @param text it in words
     * @param origin the bytecode it comes from, null if from none
     */
    public record Line(int offset, String text, Origin origin) {
    }
}
