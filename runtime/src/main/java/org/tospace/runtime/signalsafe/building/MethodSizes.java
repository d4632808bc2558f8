package org.tospace.runtime.signalsafe.building;

import java.lang.classfile.instruction.InvokeInstruction;
import java.util.HashMap;
import java.util.Map;
import org.tospace.runtime.signalsafe.OutOfLine;
import org.tospace.runtime.signalsafe.checking.Program;
import org.tospace.runtime.signalsafe.reading.Bytecode;
import org.tospace.runtime.signalsafe.reading.BytecodeText;
import org.tospace.runtime.signalsafe.reading.MethodBody;
import org.tospace.runtime.signalsafe.reading.MethodName;

/**
 * Which methods are built into their callers: those that are small, with all that is built into them counted in, and not marked
 * {@link OutOfLine}. Since a program is acyclic, this ends, and a caller grows by no more than the limit for each call.
 */
public final class MethodSizes {

    /** In bytecode instructions. */
    private static final int INLINE_LIMIT = 300;

    /** Sizes of those that are built into their callers. */
    private final Map<MethodName, Integer> inlined = new HashMap<>();

    /** Measures a program's methods. */
    public MethodSizes(Program program) {
        program.bodies().forEach(this::measure);
    }

    /** Whether a method is built into its callers. */
    public boolean isInlined(MethodName callee) {
        return inlined.containsKey(callee);
    }

    private void measure(MethodName name, MethodBody body) {
        int size = size(body);
        if (size <= INLINE_LIMIT && !body.isOutOfLine()) {
            inlined.put(name, size);
        }
    }

    private int size(MethodBody body) {
        int size = body.code().size();
        for (Bytecode code : body.code()) {
            if (code.instruction() instanceof InvokeInstruction call) {
                size += inlined.getOrDefault(BytecodeText.name(call), 0);
            }
        }
        return size;
    }
}
