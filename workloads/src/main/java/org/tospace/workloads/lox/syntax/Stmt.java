package org.tospace.workloads.lox.syntax;

import java.util.List;
import java.util.Optional;

/** A statement or declaration. */
public sealed interface Stmt {
    /** An expression whose value is dropped. */
    record Expression(Expr expression) implements Stmt {
    }

    /** {@code print value;}. */
    record Print(Expr value) implements Stmt {
    }

    /** {@code var name = value;} in a scope. */
    record Var(Variable variable, Expr value) implements Stmt {
    }

    /** {@code fun name(...) {...}}. */
    record Fun(Variable variable, FunctionNode function) implements Stmt {
    }

    /** A class. */
    record Class(ClassNode node) implements Stmt {
    }

    /** {@code {...}}. */
    record Block(List<Stmt> statements) implements Stmt {
    }

    /** {@code if}. */
    record If(Expr condition, Stmt then, Optional<Stmt> otherwise) implements Stmt {
    }

    /**
     * {@code while}, and what remains of {@code for} when its first clause stands before it.
     *
     * @param condition empty when it always holds
     * @param step what is evaluated after the body each time
     */
    record Loop(Optional<Expr> condition, Optional<Expr> step, Stmt body) implements Stmt {
    }

    /** {@code return}; without a value it is the initializer's {@code this}, else nil. */
    record Return(Optional<Expr> value) implements Stmt {
    }
}
