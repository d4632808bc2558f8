package org.tospace.workloads.lox.compiler;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.util.List;
import org.tospace.workloads.lox.machine.ClassDeclaration;
import org.tospace.workloads.lox.machine.Value;
import org.tospace.workloads.lox.syntax.ClassNode;
import org.tospace.workloads.lox.syntax.Expr;
import org.tospace.workloads.lox.syntax.FunctionKind;
import org.tospace.workloads.lox.syntax.FunctionNode;
import org.tospace.workloads.lox.syntax.Local;
import org.tospace.workloads.lox.syntax.Stmt;
import org.tospace.workloads.lox.syntax.Variable;

/** Makes code of statements. Between statements nothing is on the JVM's stack. */
final class StatementCompiler {
    private final Emitter emitter;
    private final CodeBuilder code;
    private final FunctionNode function;
    private final ExpressionCompiler expressions;
    private final Parts parts;

    StatementCompiler(Emitter emitter, FunctionNode function, Parts parts) {
        this.emitter = emitter;
        this.code = emitter.code();
        this.function = function;
        this.expressions = new ExpressionCompiler(emitter);
        this.parts = parts;
    }

    void statements(List<Stmt> statements) {
        if (!parts.isToBeCut(statements)) {
            statements.forEach(this::statement);
            return;
        }
        for (int i = 0; i < statements.size(); i += Parts.LONGEST) {
            callPart(statements.subList(i, Math.min(statements.size(), i + Parts.LONGEST)));
        }
    }

    /** Statements in a method of their own; if they return, so does this one. */
    private void callPart(List<Stmt> statements) {
        Label next = code.newLabel();
        emitter.loadSelfAndFrame();
        parts.call(code, statements);
        code.dup2().loadConstant(Value.UNDEFINED).lcmp().ifeq(next);
        code.lreturn();
        code.labelBinding(next);
        code.pop2();
    }

    private void statement(Stmt statement) {
        switch (statement) {
            case Stmt.Expression(Expr expression) -> expressions.effect(expression);
            case Stmt.Print(Expr value) -> {
                expressions.value(value);
                emitter.loadMachine();
                emitter.call(Entry.PRINT);
            }
            case Stmt.Var(Variable variable, Expr value) -> variable(variable, value);
            case Stmt.Fun(Variable variable, FunctionNode inner) -> {
                prepare(variable);
                expressions.closure(inner);
                assign(variable);
            }
            case Stmt.Class(ClassNode node) -> classDeclaration(node);
            case Stmt.Block(List<Stmt> inner) -> statements(inner);
            case Stmt.If branch -> branch(branch);
            case Stmt.Loop loop -> loop(loop);
            case Stmt.Return end -> {
                if (end.value().isPresent()) {
                    expressions.value(end.value().get());
                    end();
                } else {
                    endWithoutValue();
                }
            }
        }
    }

    private void variable(Variable variable, Expr value) {
        if (variable instanceof Variable.InScope(Local local) && local.isAlwaysNumber()) {
            expressions.typed(value);
            emitter.storePlace(local);
            return;
        }
        expressions.value(value);
        switch (variable) {
            case Variable.InScope(Local local) -> {
                if (local.isCaptured()) {
                    emitter.loadMachine();
                    emitter.call(Entry.MAKE_CELL);
                }
                emitter.storePlace(local);
            }
            case Variable.Global(String _, int slot) -> emitter.storeStatic(slot);
        }
    }

    /** Gives a variable that functions inside capture its cell, before they are made. */
    private void prepare(Variable variable) {
        if (variable instanceof Variable.InScope(Local local) && local.isCaptured()) {
            code.loadConstant(Value.NIL);
            emitter.loadMachine();
            emitter.call(Entry.MAKE_CELL);
            emitter.storePlace(local);
        }
    }

    /** The topmost value becomes the value of a variable that was prepared. */
    private void assign(Variable variable) {
        switch (variable) {
            case Variable.InScope(Local local) when local.isCaptured() -> {
                emitter.loadPlace(local);
                emitter.loadMachine();
                emitter.call(Entry.SET_CELL);
            }
            case Variable.InScope(Local local) -> emitter.storePlace(local);
            case Variable.Global(String _, int slot) -> emitter.storeStatic(slot);
        }
    }

    private void load(Variable variable) {
        switch (variable) {
            case Variable.InScope(Local local) -> expressions.typed(new Expr.LocalGet(local));
            case Variable.Global(String _, int slot) -> emitter.loadStatic(slot);
        }
    }

    private void classDeclaration(ClassNode node) {
        prepare(node.variable());
        node.superclass().ifPresentOrElse(this::superclass, () -> code.loadConstant(Value.NIL));
        emitter.loadMachine();
        emitter.loadConstant(new ClassDeclaration(node));
        emitter.line(node.line());
        emitter.call(Entry.MAKE_CLASS);
        assign(node.variable());
        for (FunctionNode method : node.methods()) {
            expressions.closure(method);
            load(node.variable());
            emitter.loadMachine();
            code.loadConstant(method.name());
            emitter.call(Entry.DEFINE_METHOD);
        }
    }

    private void superclass(ClassNode.Superclass superclass) {
        expressions.value(superclass.expression());
        emitter.loadMachine();
        emitter.line(superclass.line());
        emitter.call(Entry.CHECK_SUPERCLASS);
        Local local = superclass.variable();
        if (local.isCaptured()) {
            emitter.loadMachine();
            emitter.call(Entry.MAKE_CELL);
            emitter.storePlace(local);
            expressions.typed(new Expr.LocalGet(local));
        }
    }

    private void branch(Stmt.If branch) {
        Label otherwise = code.newLabel();
        expressions.branch(branch.condition(), false, otherwise);
        statement(branch.then());
        if (branch.otherwise().isEmpty()) {
            code.labelBinding(otherwise);
            return;
        }
        Label end = code.newLabel();
        code.goto_(end);
        code.labelBinding(otherwise);
        statement(branch.otherwise().get());
        code.labelBinding(end);
    }

    private void loop(Stmt.Loop loop) {
        Label start = code.newBoundLabel();
        Label end = code.newLabel();
        loop.condition().ifPresent(condition -> expressions.branch(condition, false, end));
        statement(loop.body());
        loop.step().ifPresent(expressions::effect);
        emitter.loadMachine();
        emitter.call(Entry.POLL);
        code.goto_(start);
        code.labelBinding(end);
    }

    /** Returns what a function without a return statement returns. */
    void endWithoutValue() {
        if (function.kind() == FunctionKind.INITIALIZER) {
            expressions.value(new Expr.LocalGet(function.self()));
        } else {
            code.loadConstant(Value.NIL);
        }
        end();
    }

    private void end() {
        emitter.leave();
        code.lreturn();
    }
}
