package org.tospace.workloads.lox;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.tospace.gc.Mutator;
import org.tospace.workloads.lox.compiler.FunctionCompiler;
import org.tospace.workloads.lox.machine.LoxError;
import org.tospace.workloads.lox.machine.Machine;
import org.tospace.workloads.lox.machine.Output;
import org.tospace.workloads.lox.syntax.FunctionNode;
import org.tospace.workloads.lox.syntax.Parser;

/** Runs scripts one after the other; what one defines, the next can use. For the mutator's thread, which has a {@link LoxThread}'s stack. */
public final class LoxInterpreter {
    /** Of a trace that is longer than twice this, the middle is left out. */
    private static final int SHOWN_AT_EACH_END = 32;

    private final Machine machine;
    private final Consumer<String> errors;

    /**
     * An interpreter.
     *
     * @param mutator of the calling thread, in a heap of NaN-boxed references; its root stack is the interpreter's from now on
     * @param errors takes what goes to standard error, line by line, as characters 0 to 255
     */
    public LoxInterpreter(Mutator mutator, Output output, Consumer<String> errors) {
        this.machine = new Machine(mutator, output, new FunctionCompiler());
        this.errors = errors;
    }

    /**
     * Runs a script.
     *
     * @param source bytes as characters 0 to 255
     */
    public LoxResult run(String source) {
        Optional<FunctionNode> script = Parser.parse(source, machine.statics(), errors);
        if (script.isEmpty()) {
            return LoxResult.COMPILE_ERROR;
        }
        try {
            machine.run(script.get());
            return LoxResult.DONE;
        } catch (LoxError e) {
            report(e);
            return LoxResult.RUNTIME_ERROR;
        }
    }

    private void report(LoxError error) {
        errors.accept(error.getMessage());
        List<String> trace = machine.trace(error);
        int hidden = trace.size() - 2 * SHOWN_AT_EACH_END;
        if (hidden <= 0) {
            trace.forEach(errors);
            return;
        }
        trace.subList(0, SHOWN_AT_EACH_END).forEach(errors);
        errors.accept("... " + hidden + " more");
        trace.subList(trace.size() - SHOWN_AT_EACH_END, trace.size()).forEach(errors);
    }
}
