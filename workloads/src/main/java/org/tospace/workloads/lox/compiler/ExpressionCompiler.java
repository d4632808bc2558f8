package org.tospace.workloads.lox.compiler;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.util.List;
import org.tospace.workloads.lox.machine.GetSite;
import org.tospace.workloads.lox.machine.SetSite;
import org.tospace.workloads.lox.machine.Value;
import org.tospace.workloads.lox.syntax.Expr;
import org.tospace.workloads.lox.syntax.FunctionNode;
import org.tospace.workloads.lox.syntax.Local;

/**
 * Makes code of expressions. What an expression leaves on the JVM's stack has the type that is known of it: a double where it {@link
 * Expr#isNumber}, an int of 0 or 1 where it {@link Expr#isBoolean}, else a long, the value.
 */
final class ExpressionCompiler {
    private final Emitter emitter;
    private final CodeBuilder code;
    private final BinaryCompiler binaries;
    private final CallCompiler calls;

    ExpressionCompiler(Emitter emitter) {
        this.emitter = emitter;
        this.code = emitter.code();
        this.binaries = new BinaryCompiler(emitter, this);
        this.calls = new CallCompiler(emitter, this);
    }

    /** Evaluates to a long. */
    void value(Expr expression) {
        typed(expression);
        box(expression);
    }

    private void box(Expr expression) {
        if (expression.isNumber()) {
            emitter.call(Entry.BOX);
        } else if (expression.isBoolean()) {
            emitter.call(Entry.BOX_TRUTH);
        }
    }

    /** Evaluates for the effect alone. */
    void effect(Expr expression) {
        if (expression.isConstant()) {
            return;
        }
        typed(expression);
        if (expression.isBoolean()) {
            code.pop();
        } else {
            code.pop2();
        }
    }

    /** Evaluates to what is known of the expression's type. */
    void typed(Expr expression) {
        switch (expression) {
            case Expr.NumberLiteral(double number) -> code.loadConstant(number);
            case Expr.StringLiteral(int slot) -> emitter.loadStatic(slot);
            case Expr.BooleanLiteral(boolean truth) -> code.loadConstant(truth ? 1 : 0);
            case Expr.NilLiteral _ -> code.loadConstant(Value.NIL);
            case Expr.LocalGet(Local local) -> loadLocal(local);
            case Expr.LocalSet set -> setLocal(set);
            case Expr.UpvalueGet(int index) -> {
                loadCell(index);
                emitter.loadMachine();
                emitter.call(Entry.GET_CELL);
            }
            case Expr.UpvalueSet(int index, Expr assigned) -> {
                value(assigned);
                code.dup2();
                loadCell(index);
                emitter.loadMachine();
                emitter.call(Entry.SET_CELL);
                unbox(expression);
            }
            case Expr.GlobalGet get -> {
                emitter.loadMachine();
                code.loadConstant(get.slot());
                emitter.line(get.line());
                emitter.call(Entry.GET_GLOBAL);
            }
            case Expr.GlobalSet set -> {
                value(set.value());
                emitter.loadMachine();
                code.loadConstant(set.slot());
                emitter.line(set.line());
                emitter.call(Entry.SET_GLOBAL);
            }
            case Expr.Negate negate -> negate(negate);
            case Expr.Not(Expr operand) -> not(operand);
            case Expr.Binary binary -> binaries.binary(binary);
            case Expr.Logical logical -> logical(logical);
            case Expr.Call call -> calls.call(call);
            case Expr.Invoke invoke -> calls.invoke(invoke);
            case Expr.SuperInvoke invoke -> calls.superInvoke(invoke);
            case Expr.Get get -> {
                emitter.loadConstant(new GetSite(get.name()));
                emitter.loadMachine();
                value(get.object());
                emitter.line(get.line());
                emitter.call(Entry.GET);
            }
            case Expr.Set set -> set(set);
            case Expr.SuperGet get -> superGet(get);
        }
    }

    private void unbox(Expr expression) {
        if (expression.isNumber()) {
            emitter.call(Entry.UNBOX);
        }
    }

    private void loadLocal(Local local) {
        emitter.loadPlace(local);
        if (local.isCaptured()) {
            emitter.loadMachine();
            emitter.call(Entry.GET_CELL);
        }
    }

    private void loadCell(int upvalue) {
        emitter.loadClosure();
        emitter.loadMachine();
        code.loadConstant(upvalue);
        emitter.call(Entry.CELL_OF_CLOSURE);
    }

    private void setLocal(Expr.LocalSet set) {
        Local local = set.local();
        typed(set.value());
        if (set.isBoolean()) {
            code.dup();
        } else {
            code.dup2();
        }
        if (!local.isAlwaysNumber()) {
            box(set.value());
        }
        if (local.isCaptured()) {
            emitter.loadPlace(local);
            emitter.loadMachine();
            emitter.call(Entry.SET_CELL);
        } else {
            emitter.storePlace(local);
        }
    }

    private void negate(Expr.Negate negate) {
        typed(negate.operand());
        if (negate.operand().isNumber()) {
            code.dneg();
            return;
        }
        box(negate.operand());
        emitter.line(negate.line());
        emitter.call(Entry.NEGATE);
    }

    private void not(Expr operand) {
        truth(operand);
        code.iconst_1().ixor();
    }

    /** Evaluates to an int: 1 when the value is true or like it, else 0. */
    private void truth(Expr expression) {
        if (expression.isBoolean()) {
            typed(expression);
        } else {
            value(expression);
            emitter.call(Entry.IS_FALSE);
            code.iconst_1().ixor();
        }
    }

    private void logical(Expr.Logical logical) {
        Label end = code.newLabel();
        if (logical.isBoolean()) {
            typed(logical.left());
            code.dup();
            jump(!logical.isAnd(), end);
            code.pop();
            typed(logical.right());
            code.labelBinding(end);
            return;
        }
        value(logical.left());
        code.dup2();
        emitter.call(Entry.IS_FALSE);
        jump(logical.isAnd(), end);
        code.pop2();
        value(logical.right());
        code.labelBinding(end);
        unbox(logical);
    }

    private void jump(boolean ifTrue, Label target) {
        if (ifTrue) {
            code.ifne(target);
        } else {
            code.ifeq(target);
        }
    }

    /** Evaluates a condition and jumps if it comes out as said. */
    void branch(Expr condition, boolean outcome, Label target) {
        switch (condition) {
            case Expr.BooleanLiteral(boolean truth) -> {
                if (truth == outcome) {
                    code.goto_(target);
                }
            }
            case Expr.Not(Expr operand) -> branch(operand, !outcome, target);
            case Expr.Logical logical when logical.isAnd() == outcome -> {
                Label end = code.newLabel();
                branch(logical.left(), !outcome, end);
                branch(logical.right(), outcome, target);
                code.labelBinding(end);
            }
            case Expr.Logical logical -> {
                branch(logical.left(), outcome, target);
                branch(logical.right(), outcome, target);
            }
            default -> {
                if (condition.isBoolean()) {
                    typed(condition);
                    jump(outcome, target);
                } else {
                    value(condition);
                    emitter.call(Entry.IS_FALSE);
                    jump(!outcome, target);
                }
            }
        }
    }

    private void set(Expr.Set set) {
        KeptOperands kept = KeptOperands.evaluate(emitter, this, List.of(set.object(), set.value()));
        emitter.loadConstant(new SetSite(set.name()));
        emitter.loadMachine();
        kept.load(0);
        kept.load(1);
        kept.release();
        emitter.line(set.line());
        emitter.call(Entry.SET);
    }

    private void superGet(Expr.SuperGet get) {
        value(get.self());
        value(get.superclass());
        emitter.loadMachine();
        code.loadConstant(get.name());
        emitter.line(get.line());
        emitter.call(Entry.BIND);
    }

    /** A function as a value. */
    void closure(FunctionNode function) {
        emitter.loadMachine();
        code.loadConstant(emitter.codeOf(function)).loadConstant(function.upvalues().size());
        emitter.line(function.line());
        emitter.call(Entry.MAKE_CLOSURE);
        for (int i = 0; i < function.upvalues().size(); i++) {
            FunctionNode.Upvalue upvalue = function.upvalues().get(i);
            if (upvalue.local() == null) {
                loadCell(upvalue.index());
            } else {
                emitter.loadPlace(upvalue.local());
            }
            emitter.loadMachine();
            code.loadConstant(i);
            emitter.call(Entry.SET_CELL_OF_CLOSURE);
        }
    }
}
