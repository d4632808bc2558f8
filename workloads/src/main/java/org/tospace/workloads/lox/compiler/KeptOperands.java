package org.tospace.workloads.lox.compiler;

import java.util.List;
import org.tospace.workloads.lox.syntax.Expr;

/** The operands of one operation, evaluated in order and kept where {@link Operands} says until all are there. */
final class KeptOperands {
    private final Emitter emitter;
    private final ExpressionCompiler expressions;
    private final List<Expr> operands;
    /** Where each is kept: a slot or a variable; nowhere if it is evaluated when it is loaded. */
    private final int[] places;

    private KeptOperands(Emitter emitter, ExpressionCompiler expressions, List<Expr> operands) {
        this.emitter = emitter;
        this.expressions = expressions;
        this.operands = operands;
        this.places = new int[operands.size()];
    }

    static KeptOperands evaluate(Emitter emitter, ExpressionCompiler expressions, List<Expr> operands) {
        KeptOperands kept = new KeptOperands(emitter, expressions, operands);
        for (int i = 0; i < operands.size(); i++) {
            if (!operands.get(i).isConstant()) {
                expressions.value(operands.get(i));
                kept.places[i] = Operands.needsRoot(operands, i) ? emitter.keepInRoot() : emitter.keepInVariable();
            }
        }
        return kept;
    }

    /** Puts an operand on the JVM's stack, as a long. */
    void load(int index) {
        Expr operand = operands.get(index);
        if (operand.isConstant()) {
            expressions.value(operand);
        } else if (Operands.needsRoot(operands, index)) {
            emitter.loadTemporary(places[index]);
        } else {
            emitter.code().lload(places[index]);
        }
    }

    int count() {
        return operands.size();
    }

    /** They are not needed any more. */
    void release() {
        int rooted = 0;
        for (int i = operands.size() - 1; i >= 0; i--) {
            if (Operands.needsRoot(operands, i)) {
                rooted++;
            } else if (!operands.get(i).isConstant()) {
                emitter.release(places[i]);
            }
        }
        emitter.releaseTemporaries(rooted);
    }
}
