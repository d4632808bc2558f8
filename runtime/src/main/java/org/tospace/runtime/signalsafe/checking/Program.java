package org.tospace.runtime.signalsafe.checking;

import java.lang.classfile.instruction.InvokeInstruction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tospace.runtime.signalsafe.NotSignalSafeException;
import org.tospace.runtime.signalsafe.intrinsics.Intrinsics;
import org.tospace.runtime.signalsafe.reading.Bytecode;
import org.tospace.runtime.signalsafe.reading.BytecodeText;
import org.tospace.runtime.signalsafe.reading.ClassFiles;
import org.tospace.runtime.signalsafe.reading.MethodBody;
import org.tospace.runtime.signalsafe.reading.MethodName;

/**
 * Every method that some entry points can reach: checked, and without recursion.
 *
 * <p><b>Invariant (acyclic):</b> a method stands behind all that it calls.
 */
public final class Program {

    private final ClassFiles classes;
    private final SubsetCheck check;
    private final Map<MethodName, MethodBody> bodies = new LinkedHashMap<>();
    private final List<MethodName> path = new ArrayList<>();

    private Program(ClassFiles classes) {
        this.classes = classes;
        this.check = new SubsetCheck(classes);
    }

    /**
     * Finds and checks all that is reachable.
     *
     * @throws NotSignalSafeException for the first thing found outside the subset
     * @throws IllegalArgumentException if an entry point does not exist
     */
    public static Program of(List<MethodName> entryPoints, ClassFiles classes) {
        Program program = new Program(classes);
        for (MethodName entry : entryPoints) {
            program.add(classes.method(entry).orElseThrow(
                    () -> new IllegalArgumentException("the entry point must be a method whose class file can be found: " + entry)), entry);
        }
        return program;
    }

    /** The methods by the name they are called by, callees first. */
    public Map<MethodName, MethodBody> bodies() {
        return bodies;
    }

    /** The class files. */
    public ClassFiles classes() {
        return classes;
    }

    private void add(MethodBody body, MethodName calledAs) {
        if (bodies.containsKey(calledAs)) {
            return;
        }
        check.check(body);
        path.add(calledAs);
        for (Bytecode code : body.code()) {
            if (code.instruction() instanceof InvokeInstruction call) {
                MethodName callee = BytecodeText.name(call);
                if (Intrinsics.find(callee).isEmpty()) {
                    addCallee(body, code, callee);
                }
            }
        }
        path.removeLast();
        bodies.put(calledAs, body);
    }

    private void addCallee(MethodBody caller, Bytecode call, MethodName callee) {
        MethodBody body = classes.method(callee).filter(MethodBody::isSignalSafe).orElseThrow(() -> Refusal.of(caller,
                call.line(), "calls " + callee + ", which is neither marked @SignalSafe nor an intrinsic"));
        int start = path.indexOf(callee);
        if (start >= 0) {
            List<String> cycle = new ArrayList<>(path.subList(start, path.size()).stream().map(MethodName::toString).toList());
            cycle.add(callee.toString());
            throw Refusal.of(caller, call.line(),
                    "is recursive, so the stack it needs has no bound: " + String.join(" -> ", cycle));
        }
        add(body, callee);
    }
}
