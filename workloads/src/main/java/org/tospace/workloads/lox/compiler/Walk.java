package org.tospace.workloads.lox.compiler;

import java.util.List;
import org.tospace.workloads.lox.syntax.ClassNode;
import org.tospace.workloads.lox.syntax.Expr;
import org.tospace.workloads.lox.syntax.FunctionKind;
import org.tospace.workloads.lox.syntax.FunctionNode;
import org.tospace.workloads.lox.syntax.Local;
import org.tospace.workloads.lox.syntax.Stmt;
import org.tospace.workloads.lox.syntax.Variable;

/** Goes over a function as its code will, and tells {@link Lifetimes} what happens when. */
final class Walk {
    private final Lifetimes lifetimes;
    private int temporaries;
    private int mostTemporaries;
    private FunctionNode function;

    Walk(Lifetimes lifetimes) {
        this.lifetimes = lifetimes;
    }

    /** How many intermediate values are in roots at a time. */
    int mostTemporaries() {
        return mostTemporaries;
    }

    void function(FunctionNode node, boolean isConstructor) {
        function = node;
        node.parameters().forEach(lifetimes::define);
        if (isConstructor) {
            lifetimes.safepoint();
        }
        lifetimes.define(node.self());
        lifetimes.define(Lifetimes.CLOSURE);
        if (node.makesCalls()) {
            lifetimes.safepoint();
        }
        node.parameters().forEach(this::makeCell);
        makeCell(node.self());
        statements(node.body());
        endOfFunction();
    }

    private void makeCell(Local local) {
        if (local.isCaptured()) {
            lifetimes.safepoint();
            lifetimes.use(local);
        }
    }

    private void endOfFunction() {
        if (function.kind() == FunctionKind.INITIALIZER) {
            lifetimes.use(function.self());
        }
    }

    private void statements(List<Stmt> statements) {
        statements.forEach(this::statement);
    }

    private void statement(Stmt statement) {
        switch (statement) {
            case Stmt.Expression(Expr expression) -> expression(expression);
            case Stmt.Print(Expr value) -> expression(value);
            case Stmt.Var(Variable variable, Expr value) -> {
                expression(value);
                define(variable);
            }
            case Stmt.Fun(Variable variable, FunctionNode inner) -> {
                define(variable);
                closure(inner);
                use(variable);
            }
            case Stmt.Class(ClassNode node) -> classDeclaration(node);
            case Stmt.Block(List<Stmt> inner) -> statements(inner);
            case Stmt.If branch -> {
                expression(branch.condition());
                statement(branch.then());
                branch.otherwise().ifPresent(this::statement);
            }
            case Stmt.Loop loop -> loop(loop);
            case Stmt.Return end -> {
                end.value().ifPresent(this::expression);
                endOfFunction();
            }
        }
    }

    private void loop(Stmt.Loop loop) {
        int begin = lifetimes.step();
        loop.condition().ifPresent(this::expression);
        statement(loop.body());
        loop.step().ifPresent(this::expression);
        lifetimes.safepoint();
        lifetimes.endLoop(begin);
    }

    private void define(Variable variable) {
        if (variable instanceof Variable.InScope(Local local)) {
            if (local.isCaptured()) {
                lifetimes.safepoint();
            }
            lifetimes.define(local);
        }
    }

    private void use(Variable variable) {
        if (variable instanceof Variable.InScope(Local local)) {
            lifetimes.use(local);
        }
    }

    private void classDeclaration(ClassNode node) {
        define(node.variable());
        node.superclass().ifPresent(superclass -> {
            expression(superclass.expression());
            define(new Variable.InScope(superclass.variable()));
            lifetimes.use(superclass.variable());
        });
        lifetimes.safepoint();
        use(node.variable());
        for (FunctionNode method : node.methods()) {
            closure(method);
            use(node.variable());
        }
    }

    private void closure(FunctionNode inner) {
        lifetimes.safepoint();
        for (FunctionNode.Upvalue upvalue : inner.upvalues()) {
            lifetimes.use(upvalue.local() == null ? Lifetimes.CLOSURE : upvalue.local());
        }
    }

    private void expression(Expr expression) {
        switch (expression) {
            case Expr.NumberLiteral _, Expr.StringLiteral _, Expr.BooleanLiteral _, Expr.NilLiteral _, Expr.GlobalGet _ -> { }
            case Expr.LocalGet(Local local) -> lifetimes.use(local);
            case Expr.LocalSet(Local local, Expr value) -> {
                expression(value);
                lifetimes.use(local);
            }
            case Expr.UpvalueGet _ -> lifetimes.use(Lifetimes.CLOSURE);
            case Expr.UpvalueSet(int _, Expr value) -> {
                expression(value);
                lifetimes.use(Lifetimes.CLOSURE);
            }
            case Expr.GlobalSet set -> expression(set.value());
            case Expr.Negate negate -> expression(negate.operand());
            case Expr.Not(Expr operand) -> expression(operand);
            case Expr.Binary binary -> operands(List.of(binary.left(), binary.right()));
            case Expr.Logical logical -> {
                expression(logical.left());
                expression(logical.right());
            }
            case Expr.Call call -> {
                operands(Operands.list(call.callee(), call.arguments()));
            }
            case Expr.Invoke invoke -> {
                operands(Operands.list(invoke.object(), invoke.arguments()));
            }
            case Expr.SuperInvoke invoke -> {
                operands(Operands.list(invoke.self(), invoke.arguments()));
                expression(invoke.superclass());
            }
            case Expr.Get get -> expression(get.object());
            case Expr.Set set -> operands(List.of(set.object(), set.value()));
            case Expr.SuperGet get -> operands(List.of(get.self(), get.superclass()));
        }
        if (meetsSafepoint(expression)) {
            lifetimes.safepoint();
        }
    }

    /** Whether there is a safepoint in what an expression does once its parts are evaluated. */
    private static boolean meetsSafepoint(Expr expression) {
        return switch (expression) {
            case Expr.Call _, Expr.Invoke _, Expr.SuperInvoke _, Expr.Get _, Expr.Set _, Expr.SuperGet _ -> true;
            case Expr.Binary binary -> binary.collects();
            default -> false;
        };
    }

    /** Constants are evaluated last; of the others, those that must survive safepoints are in roots meanwhile. */
    private void operands(List<Expr> operands) {
        int before = temporaries;
        for (int i = 0; i < operands.size(); i++) {
            if (!operands.get(i).isConstant()) {
                expression(operands.get(i));
                if (Operands.needsRoot(operands, i)) {
                    temporaries++;
                    mostTemporaries = Math.max(mostTemporaries, temporaries);
                }
            }
        }
        operands.stream().filter(Expr::isConstant).forEach(this::expression);
        temporaries = before;
    }
}
