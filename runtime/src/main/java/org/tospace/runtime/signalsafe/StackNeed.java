package org.tospace.runtime.signalsafe;

import java.util.HashMap;
import java.util.Map;
import org.tospace.runtime.signalsafe.machine.MachineCode;
import org.tospace.runtime.signalsafe.machine.MachineMethod;
import org.tospace.runtime.signalsafe.reading.MethodName;

/** How much stack compiled methods take: their own frame and that of the deepest chain of calls below. */
final class StackNeed {

    private final MachineCode code;
    private final Map<MethodName, Integer> bytes = new HashMap<>();

    StackNeed(MachineCode code) {
        this.code = code;
        // Callees come first, so theirs is known.
        code.methods().values().forEach(method -> bytes.put(method.name(),
                method.frameBytes() + method.callees().stream().mapToInt(bytes::get).max().orElse(0)));
    }

    /** Bytes of stack that a method takes, its return address included. */
    int of(MethodName method) {
        return bytes.get(method);
    }

    /** Throws unless a method keeps within a limit; the message names the chain that does not. */
    void requireWithin(MethodName entry, int limitBytes) {
        if (of(entry) > limitBytes) {
            throw new IllegalArgumentException("stackLimitBytes must be at least " + of(entry) + " for " + entry + ": " + limitBytes
                    + "; the deepest chain of calls is " + chain(entry));
        }
    }

    private String chain(MethodName method) {
        MachineMethod at = code.methods().get(method);
        String text = method.shortName() + " (" + at.frameBytes() + ")";
        return at.callees().stream().max((a, b) -> Integer.compare(of(a), of(b))).map(next -> text + " -> " + chain(next)).orElse(text);
    }
}
