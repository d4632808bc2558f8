package org.tospace.runtime.signalsafe;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/**
 * Writes the bytecode of one random method: statements over a fixed set of variables, all of which have a value from the start.
 * Loops count, so the method ends.
 */
final class RandomMethod {

    /** A local variable. */
    record Variable(int slot, TypeKind kind) {
    }

    private static final int DEEPEST = 3;

    private final Random random;
    private final CodeBuilder code;
    private final RandomProgram.Signature signature;
    private final RandomExpression expressions;
    private final List<Variable> variables = new ArrayList<>();
    private final int moment;
    private int loops;
    private Label innermostEnd;
    private Label innermostNext;

    RandomMethod(Random random, CodeBuilder code, RandomProgram.Signature signature, List<RandomProgram.Signature> callees) {
        this.random = random;
        this.code = code;
        this.signature = signature;
        for (int i = 0; i < signature.parameters().size(); i++) {
            boolean wide = signature.parameters().get(i).equals(ConstantDescs.CD_long);
            variables.add(new Variable(code.parameterSlot(i), wide ? TypeKind.LONG : TypeKind.INT));
        }
        this.expressions = new RandomExpression(random, code, variables, callees);
        int more = 2 + random.nextInt(signature.large() ? 30 : 5);
        for (int i = 0; i < more; i++) {
            TypeKind kind = random.nextBoolean() ? TypeKind.LONG : TypeKind.INT;
            Variable variable = new Variable(code.allocateLocal(kind), kind);
            expressions.expression(kind, 1);
            code.storeLocal(kind, variable.slot());
            variables.add(variable);
        }
        this.moment = code.allocateLocal(TypeKind.LONG);
    }

    /** What a call of the method may cost, in loop rounds. */
    long cost() {
        return expressions.cost();
    }

    void write() {
        int statements = signature.large() ? 12 + random.nextInt(20) : 1 + random.nextInt(5);
        for (int i = 0; i < statements; i++) {
            statement(0);
        }
        exit();
    }

    /** The body of the result is the xor of all variables now and then, so that nothing is lost as dead. */
    private void exit() {
        if (signature.result().equals(ConstantDescs.CD_void)) {
            code.return_();
            return;
        }
        TypeKind kind = signature.result().equals(ConstantDescs.CD_long) ? TypeKind.LONG : TypeKind.INT;
        expressions.expression(kind, 2);
        for (Variable variable : variables) {
            if (variable.slot() != 0 && random.nextInt(3) > 0) {
                expressions.load(variable, kind);
                if (kind == TypeKind.LONG) {
                    code.lxor();
                } else {
                    code.ixor();
                }
            }
        }
        expressions.narrow(signature.result());
        code.return_(TypeKind.from(signature.result()));
    }

    private void statements(int depth) {
        for (int i = random.nextInt(3); i >= 0; i--) {
            statement(depth + 1);
        }
    }

    private void statement(int depth) {
        switch (random.nextInt(depth < DEEPEST ? 14 : 8)) {
            case 0, 1, 2 -> assign();
            case 3 -> increment();
            case 4 -> expressions.effect();
            case 5 -> reuseSlot();
            case 6 -> chain();
            case 7 -> leave();
            case 8, 9, 10 -> choose(depth);
            case 11, 12 -> loop(depth);
            default -> select(depth);
        }
    }

    private Variable target() {
        return variables.get(1 + random.nextInt(variables.size() - 1));
    }

    private void assign() {
        Variable target = target();
        expressions.expression(target.kind(), 3);
        code.storeLocal(target.kind(), target.slot());
    }

    private void increment() {
        Variable target = target();
        if (target.kind() == TypeKind.INT) {
            code.iinc(target.slot(), random.nextInt(-200, 40_000) % 32_767);
        } else {
            assign();
        }
    }

    /** One slot that is now a long, now an int. */
    private void reuseSlot() {
        for (TypeKind kind : List.of(TypeKind.LONG, TypeKind.INT)) {
            expressions.expression(kind, 2);
            code.storeLocal(kind, moment);
            Variable target = target();
            expressions.load(new Variable(moment, kind), target.kind());
            code.storeLocal(target.kind(), target.slot());
        }
    }

    /** a = b = expression, with the value duplicated on the stack. */
    private void chain() {
        Variable first = target();
        expressions.expression(first.kind(), 2);
        if (first.kind() == TypeKind.LONG) {
            code.dup2();
        } else {
            code.dup();
        }
        code.storeLocal(first.kind(), first.slot());
        Variable second = target();
        expressions.convert(first.kind(), second.kind());
        code.storeLocal(second.kind(), second.slot());
    }

    /** Leaves a loop, starts its next round, or returns, where a condition holds. */
    private void leave() {
        Label on = code.newLabel();
        expressions.branchIfNot(on, 1);
        if (innermostEnd != null && random.nextInt(3) > 0) {
            code.goto_(random.nextBoolean() ? innermostEnd : innermostNext);
        } else if (random.nextInt(4) == 0) {
            exit();
        } else {
            assign();
        }
        code.labelBinding(on);
    }

    private void choose(int depth) {
        Label otherwise = code.newLabel();
        Label end = code.newLabel();
        expressions.branchIfNot(otherwise, 2);
        statements(depth);
        code.goto_(end);
        code.labelBinding(otherwise);
        if (random.nextBoolean()) {
            statements(depth);
        }
        code.labelBinding(end);
    }

    private void loop(int depth) {
        if (loops == 2) {
            assign();
            return;
        }
        Label end = innermostEnd;
        Label next = innermostNext;
        loops++;
        int counter = code.allocateLocal(TypeKind.INT);
        int rounds = 1 + random.nextInt(5);
        expressions.enterLoop(rounds);
        innermostEnd = code.newLabel();
        innermostNext = code.newLabel();
        Label start = code.newLabel();
        boolean testFirst = random.nextBoolean();
        code.loadConstant(0).istore(counter);
        code.labelBinding(start);
        if (testFirst) {
            code.iload(counter).loadConstant(rounds).if_icmpge(innermostEnd);
        }
        statements(depth);
        code.labelBinding(innermostNext);
        code.iinc(counter, 1);
        if (testFirst) {
            code.goto_(start);
        } else {
            code.iload(counter).loadConstant(rounds).if_icmplt(start);
        }
        code.labelBinding(innermostEnd);
        expressions.leaveLoop(rounds);
        loops--;
        innermostEnd = end;
        innermostNext = next;
    }

    private void select(int depth) {
        Label end = code.newLabel();
        Label otherwise = code.newLabel();
        boolean table = random.nextBoolean();
        int base = random.nextInt(5) == 0 ? Integer.MIN_VALUE : random.nextInt(-3, 3);
        TreeSet<Integer> keys = new TreeSet<>();
        for (int i = random.nextInt(7); i >= 0; i--) {
            keys.add(table ? base + i : RandomExpression.INTERESTING_INTS[random.nextInt(RandomExpression.INTERESTING_INTS.length)]);
        }
        List<SwitchCase> cases = keys.stream().map(key -> SwitchCase.of(key, code.newLabel())).toList();
        expressions.expression(TypeKind.INT, 2);
        if (random.nextBoolean()) {
            code.loadConstant(7).iand().loadConstant(base).iadd();
        }
        if (table) {
            code.tableswitch(base, keys.last(), otherwise, cases);
        } else {
            code.lookupswitch(otherwise, cases);
        }
        for (SwitchCase one : cases) {
            code.labelBinding(one.target());
            statements(depth + 1);
            if (random.nextInt(4) > 0) {
                code.goto_(end);
            }
        }
        code.labelBinding(otherwise);
        statements(depth + 1);
        code.labelBinding(end);
    }

    /** The descriptor of a type for narrowing. */
    static boolean isInt(ClassDesc type) {
        return !type.equals(ConstantDescs.CD_long) && !type.equals(ConstantDescs.CD_void);
    }
}
