package org.tospace.workloads.lox.compiler;

import java.lang.classfile.CodeBuilder;
import org.tospace.workloads.lox.machine.Code;
import org.tospace.workloads.lox.machine.InvokeSite;
import org.tospace.workloads.lox.machine.SuperSite;
import org.tospace.workloads.lox.syntax.Expr;

/** Makes code of calls: operands first, then the code to call, then a virtual call of it. */
final class CallCompiler {
    private final Emitter emitter;
    private final CodeBuilder code;
    private final ExpressionCompiler expressions;

    CallCompiler(Emitter emitter, ExpressionCompiler expressions) {
        this.emitter = emitter;
        this.code = emitter.code();
        this.expressions = expressions;
    }

    void call(Expr.Call call) {
        KeptOperands kept = KeptOperands.evaluate(emitter, expressions, Operands.list(call.callee(), call.arguments()));
        emitter.line(call.line());
        kept.load(0);
        emitter.loadMachine();
        emitter.call(Entry.CODE);
        emitter.loadMachine();
        kept.load(0);
        code.lconst_0();
        pass(kept);
    }

    void invoke(Expr.Invoke invoke) {
        KeptOperands kept = KeptOperands.evaluate(emitter, expressions, Operands.list(invoke.object(), invoke.arguments()));
        emitter.line(invoke.line());
        emitter.loadConstant(new InvokeSite(invoke.name()));
        emitter.loadMachine();
        kept.load(0);
        emitter.call(Entry.FIND);
        callWithSelf(kept);
    }

    void superInvoke(Expr.SuperInvoke invoke) {
        KeptOperands kept = KeptOperands.evaluate(emitter, expressions, Operands.list(invoke.self(), invoke.arguments()));
        emitter.line(invoke.line());
        emitter.loadConstant(new SuperSite(invoke.name()));
        emitter.loadMachine();
        expressions.value(invoke.superclass());
        emitter.call(Entry.FIND_SUPER);
        callWithSelf(kept);
    }

    private void callWithSelf(KeptOperands kept) {
        emitter.loadMachine();
        emitter.loadMachine();
        emitter.call(Entry.CALLEE);
        kept.load(0);
        pass(kept);
    }

    /** Passes arguments, and calls. */
    private void pass(KeptOperands kept) {
        int arguments = kept.count() - 1;
        if (arguments > Code.MOST_PASSED) {
            for (int i = 1; i <= arguments; i++) {
                kept.load(i);
                emitter.loadMachine();
                emitter.call(Entry.PUSH);
            }
            code.loadConstant(arguments);
        } else {
            for (int i = 1; i <= arguments; i++) {
                kept.load(i);
            }
        }
        kept.release();
        code.invokevirtual(Entry.descriptor(Code.class), Entry.callName(arguments), Entry.callType(arguments));
    }
}
