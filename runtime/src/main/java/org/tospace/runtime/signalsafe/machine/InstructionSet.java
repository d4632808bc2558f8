package org.tospace.runtime.signalsafe.machine;

import java.util.List;
import java.util.Set;
import org.tospace.runtime.signalsafe.graph.Graph;
import org.tospace.runtime.signalsafe.reading.MethodName;
import org.tospace.runtime.signalsafe.x64.X64;

/** A processor's instruction set: makes machine code of graphs. */
public interface InstructionSet {

    /**
     * Makes machine code of methods.
     *
     * @param methods callees before callers; all that is called is among them
     * @param entryPoints those that are called by the C calling convention
     * @return code that runs at any address
     */
    MachineCode generate(List<Graph> methods, Set<MethodName> entryPoints);

    /**
     * The instruction set of a processor.
     *
     * @param architecture as the system property {@code os.arch} names it
     * @throws UnsupportedOperationException if code cannot be made for it
     */
    static InstructionSet of(String architecture) {
        if (!architecture.equals("amd64")) {
            throw new UnsupportedOperationException(
                    "signal-safe code can be compiled for amd64 (x86-64) only, and this is " + architecture);
        }
        return new X64();
    }
}
