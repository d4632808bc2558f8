package org.tospace.workloads.lox.syntax;

import java.util.List;

/**
 * A function, method or initializer, or the script itself.
 *
 * @param name empty for the script
 * @param self the variable {@code this}; in a function it has no name
 * @param locals every variable it declares, its parameters and {@code self} among them
 * @param upvalues the variables of functions around it that it or a function inside uses
 * @param makesCalls whether it calls anything
 * @param line where it begins
 */
public record FunctionNode(FunctionKind kind, String name, Local self, List<Local> parameters, List<Local> locals, List<Upvalue> upvalues,
        List<Stmt> body, boolean makesCalls, int line) {
    /**
     * A variable of a function around.
     *
     * @param local where it is a variable of the very next function; null where that one has it as an upvalue, too
     * @param index which upvalue of the next function it is, if it is one
     */
    public record Upvalue(Local local, int index) {
    }

    /** How many arguments it takes. */
    public int arity() {
        return parameters.size();
    }

    /** Supposes nothing of the local variables. */
    public void forgetNumbers() {
        locals.forEach(Local::forgetNumber);
    }

    /** Finds the local variables that only ever hold numbers: supposes that all do, until what is assigned says otherwise. */
    public void inferNumbers() {
        locals.forEach(Local::supposeNumber);
        boolean changed;
        do {
            changed = false;
            for (Local local : locals) {
                changed |= local.refuteNumber();
            }
        } while (changed);
    }
}
