package org.tospace.workloads.lox.compiler;

import java.util.ArrayList;
import java.util.List;
import org.tospace.workloads.lox.syntax.Expr;

/** How the operands of one operation are kept until all are there; {@link Walk} plans by the same rules that {@link ExpressionCompiler} follows. */
final class Operands {
    private Operands() {
    }

    static List<Expr> list(Expr first, List<Expr> others) {
        List<Expr> all = new ArrayList<>(others.size() + 1);
        all.add(first);
        all.addAll(others);
        return all;
    }

    /** Whether a safepoint may come between an operand's evaluation and its use. */
    static boolean isFollowedBySafepoint(List<Expr> operands, int index) {
        for (int i = index + 1; i < operands.size(); i++) {
            if (operands.get(i).collects()) {
                return true;
            }
        }
        return false;
    }

    /** Whether an operand must be kept in a root. */
    static boolean needsRoot(List<Expr> operands, int index) {
        Expr operand = operands.get(index);
        return !operand.isPlain() && !operand.isConstant() && isFollowedBySafepoint(operands, index);
    }
}
