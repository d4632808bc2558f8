package org.tospace.workloads.lox.compiler;

import java.lang.classfile.CodeBuilder;
import java.util.List;
import org.tospace.workloads.lox.syntax.Expr;
import org.tospace.workloads.lox.syntax.Operator;

/** Makes code of binary operations, by what is known of their operands. */
final class BinaryCompiler {
    private final Emitter emitter;
    private final CodeBuilder code;
    private final ExpressionCompiler expressions;

    BinaryCompiler(Emitter emitter, ExpressionCompiler expressions) {
        this.emitter = emitter;
        this.code = emitter.code();
        this.expressions = expressions;
    }

    void binary(Expr.Binary binary) {
        boolean numberOnLeft = binary.left().isNumber();
        boolean numberOnRight = binary.right().isNumber();
        if (binary.operator() == Operator.EQUAL && !(numberOnLeft && numberOnRight)) {
            operands(binary, false, false);
            emitter.loadMachine();
            emitter.call(Entry.EQUAL);
            return;
        }
        operands(binary, numberOnLeft, numberOnRight);
        emitter.line(binary.line());
        if (numberOnLeft && !numberOnRight) {
            emitter.call(binary.operator() == Operator.ADD ? Entry.ADDEND : Entry.OPERAND);
            numberOnRight = true;
        }
        if (numberOnLeft) {
            onNumbers(binary.operator());
        } else if (numberOnRight) {
            onValueAndNumber(binary.operator());
        } else {
            onValues(binary.operator());
        }
    }

    private void onNumbers(Operator operator) {
        switch (operator) {
            case ADD -> code.dadd();
            case SUBTRACT -> code.dsub();
            case MULTIPLY -> code.dmul();
            case DIVIDE -> code.ddiv();
            case EQUAL -> emitter.call(Entry.EQUAL_NUMBERS);
            case GREATER -> emitter.call(Entry.GREATER_NUMBERS);
            case LESS -> emitter.call(Entry.LESS_NUMBERS);
        }
    }

    private void onValueAndNumber(Operator operator) {
        emitter.call(switch (operator) {
            case ADD -> Entry.ADD_NUMBER;
            case SUBTRACT -> Entry.SUBTRACT_NUMBER;
            case MULTIPLY -> Entry.MULTIPLY_NUMBER;
            case DIVIDE -> Entry.DIVIDE_NUMBER;
            case GREATER -> Entry.GREATER_NUMBER;
            case LESS -> Entry.LESS_NUMBER;
            case EQUAL -> throw new IllegalStateException("equality is of values or of numbers");
        });
    }

    private void onValues(Operator operator) {
        if (operator == Operator.ADD) {
            emitter.loadMachine();
        }
        emitter.call(switch (operator) {
            case ADD -> Entry.ADD;
            case SUBTRACT -> Entry.SUBTRACT;
            case MULTIPLY -> Entry.MULTIPLY;
            case DIVIDE -> Entry.DIVIDE;
            case GREATER -> Entry.GREATER;
            case LESS -> Entry.LESS;
            case EQUAL -> Entry.EQUAL;
        });
    }

    /** Both operands, left below right; as numbers where asked for, else as values. */
    private void operands(Expr.Binary binary, boolean numberOnLeft, boolean numberOnRight) {
        List<Expr> both = List.of(binary.left(), binary.right());
        boolean isRooted = Operands.needsRoot(both, 0);
        boolean isLater = binary.left().isConstant() && Operands.isFollowedBySafepoint(both, 0) && !binary.left().isPlain();
        if (!isRooted && !isLater) {
            operand(binary.left(), numberOnLeft);
            operand(binary.right(), numberOnRight);
            return;
        }
        int root = 0;
        if (isRooted) {
            operand(binary.left(), numberOnLeft);
            root = emitter.keepInRoot();
        }
        operand(binary.right(), numberOnRight);
        int right = numberOnRight ? emitter.keepNumberInVariable() : emitter.keepInVariable();
        if (isRooted) {
            emitter.loadTemporary(root);
            emitter.releaseTemporaries(1);
        } else {
            operand(binary.left(), numberOnLeft);
        }
        if (numberOnRight) {
            code.dload(right);
        } else {
            code.lload(right);
        }
        emitter.release(right);
    }

    private void operand(Expr operand, boolean asNumber) {
        if (asNumber) {
            expressions.typed(operand);
        } else {
            expressions.value(operand);
        }
    }
}
