package org.tospace.workloads.lox.machine;

import org.tospace.workloads.lox.syntax.FunctionNode;

/** Makes code of functions, when it is first needed. */
public interface CodeFactory {
    /** Code that runs a function. */
    Code function(Machine machine, FunctionNode node);

    /** Code that makes an instance and runs its initializer. */
    Code constructor(Machine machine, FunctionNode initializer, Instantiation instantiation);
}
