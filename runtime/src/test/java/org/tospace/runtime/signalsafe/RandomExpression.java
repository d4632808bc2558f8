package org.tospace.runtime.signalsafe;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Random;

/** Writes random expressions of a type, which leave one value on the stack, whatever lies below. */
final class RandomExpression {

    static final int[] INTERESTING_INTS = {0, 1, -1, 2, 3, 7, 8, 31, 32, 33, 63, 64, 127, 128, 255, 256, 32_767, 32_768, 65_535,
        65_536, -128, -129, -32_768, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE + 1, 0x5555_5555};
    static final long[] INTERESTING_LONGS = {0, 1, -1, 2, 3, 7, 8, 63, 64, 0x7f, 0x80, 0xffff, Integer.MAX_VALUE, Integer.MIN_VALUE,
        1L << 31, 0xffff_ffffL, 1L << 32, -1L << 32, 0x7fff_ffff_ffffL, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1,
        0x5555_5555_5555_5555L};
    private static final Opcode[] INT_OPERATORS = {Opcode.IADD, Opcode.ISUB, Opcode.IMUL, Opcode.IAND, Opcode.IOR, Opcode.IXOR,
        Opcode.ISHL, Opcode.ISHR, Opcode.IUSHR};
    private static final Opcode[] LONG_OPERATORS = {Opcode.LADD, Opcode.LSUB, Opcode.LMUL, Opcode.LAND, Opcode.LOR, Opcode.LXOR,
        Opcode.LSHL, Opcode.LSHR, Opcode.LUSHR};
    private static final Opcode[] INT_BRANCHES = {Opcode.IF_ICMPEQ, Opcode.IF_ICMPNE, Opcode.IF_ICMPLT, Opcode.IF_ICMPGE,
        Opcode.IF_ICMPGT, Opcode.IF_ICMPLE};
    private static final Opcode[] ZERO_BRANCHES = {Opcode.IFEQ, Opcode.IFNE, Opcode.IFLT, Opcode.IFGE, Opcode.IFGT, Opcode.IFLE};
    private static final long MOST_COST = 3_000;

    private final Random random;
    private final CodeBuilder code;
    private final List<RandomMethod.Variable> variables;
    private final List<RandomProgram.Signature> callees;
    private final RandomIntrinsic intrinsics;
    private long cost = 1;
    private long rounds = 1;

    RandomExpression(Random random, CodeBuilder code, List<RandomMethod.Variable> variables, List<RandomProgram.Signature> callees) {
        this.random = random;
        this.code = code;
        this.variables = variables;
        this.callees = callees;
        this.intrinsics = new RandomIntrinsic(random, code, this);
    }

    long cost() {
        return cost;
    }

    void enterLoop(int times) {
        rounds *= times;
    }

    void leaveLoop(int times) {
        rounds /= times;
    }

    /** An expression statement. */
    void effect() {
        intrinsics.effect();
    }

    void expression(TypeKind kind, int depth) {
        cost += rounds;
        int choice = depth <= 0 ? random.nextInt(3) : random.nextInt(16);
        switch (choice) {
            case 0 -> constant(kind);
            case 1, 2 -> load(variables.get(random.nextInt(variables.size())), kind);
            case 3, 4, 5, 6, 7 -> binary(kind, depth);
            case 8 -> {
                expression(kind, depth - 1);
                code.with(OperatorInstruction.of(kind == TypeKind.LONG ? Opcode.LNEG : Opcode.INEG));
            }
            case 9 -> conversion(kind, depth);
            case 10, 11 -> conditional(kind, depth);
            case 12 -> division(kind, depth);
            case 13 -> call(kind, depth);
            default -> intrinsics.expression(kind, depth);
        }
    }

    void constant(TypeKind kind) {
        if (kind == TypeKind.LONG) {
            code.loadConstant(random.nextBoolean() ? INTERESTING_LONGS[random.nextInt(INTERESTING_LONGS.length)] : random.nextLong());
        } else {
            code.loadConstant(random.nextBoolean() ? INTERESTING_INTS[random.nextInt(INTERESTING_INTS.length)] : random.nextInt());
        }
    }

    /** A variable's value; that of the first is an address, which differs between runs and must not be seen. */
    void load(RandomMethod.Variable variable, TypeKind kind) {
        if (variable.slot() == 0) {
            constant(kind);
            return;
        }
        code.loadLocal(variable.kind(), variable.slot());
        convert(variable.kind(), kind);
    }

    void convert(TypeKind from, TypeKind to) {
        if (from == TypeKind.INT && to == TypeKind.LONG) {
            code.i2l();
        } else if (from == TypeKind.LONG && to == TypeKind.INT) {
            code.l2i();
        }
    }

    /** Cuts an int on the stack to a type. */
    void narrow(ClassDesc type) {
        switch (type.descriptorString()) {
            case "Z" -> code.loadConstant(1).iand();
            case "B" -> code.i2b();
            case "S" -> code.i2s();
            case "C" -> code.i2c();
            default -> { }
        }
    }

    private void binary(TypeKind kind, int depth) {
        Opcode[] operators = kind == TypeKind.LONG ? LONG_OPERATORS : INT_OPERATORS;
        int index = random.nextInt(operators.length);
        boolean shift = index >= 6;
        expression(kind, depth - 1);
        expression(shift ? TypeKind.INT : kind, depth - 1);
        if (kind == TypeKind.INT && random.nextInt(6) == 0) {
            code.swap();
        } else if (kind == TypeKind.INT && random.nextInt(8) == 0) {
            // a b -> b a b -> b, a op b
            code.dup_x1().with(OperatorInstruction.of(operators[index])).ixor();
            return;
        }
        code.with(OperatorInstruction.of(operators[index]));
    }

    private void division(TypeKind kind, int depth) {
        expression(kind, depth - 1);
        boolean quotient = random.nextBoolean();
        if (kind == TypeKind.LONG) {
            long divisor = INTERESTING_LONGS[1 + random.nextInt(INTERESTING_LONGS.length - 1)];
            code.loadConstant(random.nextBoolean() ? divisor : -divisor);
            code.with(OperatorInstruction.of(quotient ? Opcode.LDIV : Opcode.LREM));
        } else {
            int divisor = INTERESTING_INTS[1 + random.nextInt(INTERESTING_INTS.length - 1)];
            code.loadConstant(random.nextBoolean() ? divisor : -divisor);
            code.with(OperatorInstruction.of(quotient ? Opcode.IDIV : Opcode.IREM));
        }
    }

    private void conversion(TypeKind kind, int depth) {
        if (kind == TypeKind.LONG) {
            expression(TypeKind.INT, depth - 1);
            code.i2l();
            return;
        }
        switch (random.nextInt(5)) {
            case 0 -> {
                expression(TypeKind.INT, depth - 1);
                code.i2b();
            }
            case 1 -> {
                expression(TypeKind.INT, depth - 1);
                code.i2s();
            }
            case 2 -> {
                expression(TypeKind.INT, depth - 1);
                code.i2c();
            }
            case 3 -> {
                expression(TypeKind.LONG, depth - 1);
                expression(TypeKind.LONG, depth - 1);
                code.lcmp();
            }
            default -> {
                expression(TypeKind.LONG, depth - 1);
                code.l2i();
            }
        }
    }

    private void conditional(TypeKind kind, int depth) {
        Label otherwise = code.newLabel();
        Label end = code.newLabel();
        branchIfNot(otherwise, depth - 1);
        if (kind == TypeKind.INT && random.nextInt(3) == 0) {
            code.loadConstant(1).goto_(end).labelBinding(otherwise).loadConstant(0).labelBinding(end);
            return;
        }
        expression(kind, depth - 1);
        code.goto_(end);
        code.labelBinding(otherwise);
        expression(kind, depth - 1);
        code.labelBinding(end);
    }

    /** Jumps, or not, by a random condition. */
    void branchIfNot(Label target, int depth) {
        int way = random.nextInt(4);
        if (way == 0) {
            expression(TypeKind.INT, depth);
            code.with(BranchInstruction.of(ZERO_BRANCHES[random.nextInt(6)], target));
        } else if (way == 1) {
            expression(TypeKind.INT, depth);
            expression(TypeKind.INT, depth);
            code.with(BranchInstruction.of(INT_BRANCHES[random.nextInt(6)], target));
        } else {
            expression(TypeKind.LONG, depth);
            expression(TypeKind.LONG, depth);
            if (way == 2) {
                code.lcmp();
            } else {
                code.invokestatic(ConstantDescs.CD_Long, "compareUnsigned",
                        MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_long, ConstantDescs.CD_long));
            }
            code.with(BranchInstruction.of(ZERO_BRANCHES[random.nextInt(6)], target));
        }
    }

    private void call(TypeKind kind, int depth) {
        List<RandomProgram.Signature> affordable = callees.stream().filter(callee -> cost + callee.cost() * rounds < MOST_COST).toList();
        if (affordable.isEmpty()) {
            expression(kind, depth - 1);
            return;
        }
        RandomProgram.Signature callee = affordable.get(random.nextInt(affordable.size()));
        cost += callee.cost() * rounds;
        code.lload(0);
        for (ClassDesc parameter : callee.parameters().subList(1, callee.parameters().size())) {
            expression(RandomMethod.isInt(parameter) ? TypeKind.INT : TypeKind.LONG, depth - 2);
            narrow(parameter);
        }
        code.invokestatic(callee.owner(), callee.name(), callee.type());
        if (callee.result().equals(ConstantDescs.CD_void)) {
            constant(kind);
        } else {
            convert(RandomMethod.isInt(callee.result()) ? TypeKind.INT : TypeKind.LONG, kind);
        }
    }
}
