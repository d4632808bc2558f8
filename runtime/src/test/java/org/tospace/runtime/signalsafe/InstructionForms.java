package org.tospace.runtime.signalsafe;

import java.lang.classfile.Annotation;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.attribute.ConstantValueAttribute;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A method for each form of each bytecode instruction in the subset, over (int, int) and (long, long). */
final class InstructionForms {

    /**
     * A method.
     *
     * @param name says what is in it
     */
    record Form(String name, String descriptor, Consumer<CodeBuilder> body) {
    }

    static final ClassDesc OWNER = ClassDesc.of("org.tospace.generated.Forms");

    private static final int FAR_SLOT = 300;

    private final List<Form> forms = new ArrayList<>();

    private InstructionForms() {
        // First, so that what LDC loads has a small number in the constant pool.
        constants();
        operators();
        conversions();
        variables();
        branches();
        stackMoves();
        switches();
        others();
    }

    static List<Form> all() {
        return new InstructionForms().forms;
    }

    /** A class with a method for each form, the two fields, and the method that they use. */
    static byte[] classFile(List<Form> forms) {
        return ClassFile.of().build(OWNER, builder -> {
            builder.with(RuntimeVisibleAnnotationsAttribute.of(Annotation.of(SignalSafe.class.describeConstable().orElseThrow())));
            int constant = ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC | ClassFile.ACC_FINAL;
            builder.withField("INT", ConstantDescs.CD_int, field -> field.withFlags(constant).with(ConstantValueAttribute.of(-77)));
            builder.withField("LONG", ConstantDescs.CD_long,
                    field -> field.withFlags(constant).with(ConstantValueAttribute.of(0x1234_5678_9abc_def0L)));
            for (Form form : forms) {
                builder.withMethodBody(form.name(), MethodTypeDesc.ofDescriptor(form.descriptor()),
                        ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                        form.body());
            }
        });
    }

    private void add(String name, String descriptor, Consumer<CodeBuilder> body) {
        forms.add(new Form(name + "_" + forms.size(), descriptor, body));
    }

    private void operators() {
        for (Opcode opcode : List.of(Opcode.IADD, Opcode.ISUB, Opcode.IMUL, Opcode.IAND, Opcode.IOR, Opcode.IXOR, Opcode.ISHL, Opcode.ISHR,
                Opcode.IUSHR)) {
            add(opcode.name(), "(II)I", code -> code.iload(0).iload(1).with(OperatorInstruction.of(opcode)).ireturn());
            for (int number : new int[] {0, 1, 3, 8, 31, 32, 33, -1, 255, 1 << 20, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
                add(opcode + "_constant", "(II)I",
                        code -> code.iload(0).loadConstant(number).with(OperatorInstruction.of(opcode)).ireturn());
                add(opcode + "_from_constant", "(II)I",
                        code -> code.loadConstant(number).iload(1).with(OperatorInstruction.of(opcode)).ireturn());
            }
        }
        for (Opcode opcode : List.of(Opcode.LADD, Opcode.LSUB, Opcode.LMUL, Opcode.LAND, Opcode.LOR, Opcode.LXOR)) {
            add(opcode.name(), "(JJ)J", code -> code.lload(0).lload(2).with(OperatorInstruction.of(opcode)).lreturn());
            for (long number : new long[] {0, 1, 3, 8, -1, 255, 1L << 31, 1L << 40, Integer.MIN_VALUE, Long.MIN_VALUE, Long.MAX_VALUE}) {
                add(opcode + "_constant", "(JJ)J",
                        code -> code.lload(0).loadConstant(number).with(OperatorInstruction.of(opcode)).lreturn());
                add(opcode + "_from_constant", "(JJ)J",
                        code -> code.loadConstant(number).lload(2).with(OperatorInstruction.of(opcode)).lreturn());
            }
        }
        for (Opcode opcode : List.of(Opcode.LSHL, Opcode.LSHR, Opcode.LUSHR)) {
            add(opcode.name(), "(JJ)J", code -> code.lload(0).lload(2).l2i().with(OperatorInstruction.of(opcode)).lreturn());
            for (int number : new int[] {0, 1, 31, 32, 33, 63, 64, 65, -1}) {
                add(opcode + "_constant", "(JJ)J",
                        code -> code.lload(0).loadConstant(number).with(OperatorInstruction.of(opcode)).lreturn());
            }
        }
        add("INEG", "(II)I", code -> code.iload(0).ineg().ireturn());
        add("LNEG", "(JJ)J", code -> code.lload(0).lneg().lreturn());
        add("LCMP", "(JJ)I", code -> code.lload(0).lload(2).lcmp().ireturn());
        divisions();
    }

    private void divisions() {
        for (int divisor : new int[] {1, -1, 2, -2, 3, -3, 7, 8, -8, 10, 1 << 30, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            add("IDIV", "(II)I", code -> code.iload(0).loadConstant(divisor).idiv().ireturn());
            add("IREM", "(II)I", code -> code.iload(0).loadConstant(divisor).irem().ireturn());
        }
        for (long divisor : new long[] {1, -1, 2, -2, 3, -3, 7, 8, -8, 10, 1L << 31, 1L << 40, 1L << 62, Long.MAX_VALUE, Long.MIN_VALUE,
            Integer.MIN_VALUE}) {
            add("LDIV", "(JJ)J", code -> code.lload(0).loadConstant(divisor).ldiv().lreturn());
            add("LREM", "(JJ)J", code -> code.lload(0).loadConstant(divisor).lrem().lreturn());
        }
    }

    private void conversions() {
        add("I2L", "(II)J", code -> code.iload(0).i2l().lreturn());
        add("L2I", "(JJ)I", code -> code.lload(0).l2i().ireturn());
        add("L2I_I2L", "(JJ)J", code -> code.lload(0).l2i().i2l().lreturn());
        for (Opcode opcode : List.of(Opcode.I2B, Opcode.I2S, Opcode.I2C)) {
            add(opcode.name(), "(II)I", code -> code.iload(0).with(ConvertInstruction.of(opcode)).ireturn());
        }
    }

    private void constants() {
        for (Opcode opcode : List.of(Opcode.ICONST_M1, Opcode.ICONST_0, Opcode.ICONST_1, Opcode.ICONST_2, Opcode.ICONST_3, Opcode.ICONST_4,
                Opcode.ICONST_5)) {
            add(opcode.name(), "(II)I", code -> code.with(ConstantInstruction.ofIntrinsic(opcode)).ireturn());
        }
        add("LCONST", "(JJ)J", code -> code.lconst_0().lconst_1().lsub().lreturn());
        add("BIPUSH", "(II)I", code -> code.bipush(-128).ireturn());
        add("SIPUSH", "(II)I", code -> code.sipush(-32768).ireturn());
        add("LDC", "(II)I", code -> code.with(ConstantInstruction.ofLoad(Opcode.LDC, code.constantPool().intEntry(123_456_789))).ireturn());
        add("LDC_W", "(II)I",
                code -> code.with(ConstantInstruction.ofLoad(Opcode.LDC_W, code.constantPool().intEntry(-123_456_789))).ireturn());
        add("LDC2_W", "(JJ)J", code -> code.ldc(0x7fff_ffff_1234_5678L).lreturn());
        add("GETSTATIC", "(II)I", code -> code.getstatic(OWNER, "INT", ConstantDescs.CD_int).ireturn());
        add("GETSTATIC", "(JJ)J", code -> code.getstatic(OWNER, "LONG", ConstantDescs.CD_long).lreturn());
    }

    private void variables() {
        add("LOCALS", "(II)I", code -> {
            for (int slot : new int[] {2, 3, 0, 1, 7, FAR_SLOT}) {
                code.iload(0).iload(1).iadd().istore(slot).iload(slot).istore(1);
            }
            code.iload(1).ireturn();
        });
        for (int slot : new int[] {0, 1, 2, 3, 7, FAR_SLOT}) {
            add("LOCAL", "(JJ)J", code -> code.lload(0).lload(2).lsub().lstore(slot).lload(slot).lreturn());
        }
        add("IINC", "(II)I", code -> code.iinc(0, -128).iinc(0, 1).iload(0).ireturn());
        add("IINC_W", "(II)I", code -> code.iinc(0, -32_768).iload(0).istore(FAR_SLOT).iinc(FAR_SLOT, 1).iload(FAR_SLOT).ireturn());
    }

    private void branches() {
        for (Opcode opcode : List.of(Opcode.IFEQ, Opcode.IFNE, Opcode.IFLT, Opcode.IFGE, Opcode.IFGT, Opcode.IFLE)) {
            add(opcode.name(), "(II)I", code -> choose(code.iload(0), opcode));
            add(opcode + "_LCMP", "(JJ)I", code -> choose(code.lload(0).lload(2).lcmp(), opcode));
            add(opcode + "_unsigned", "(JJ)I", code -> choose(code.lload(0).lload(2)
                    .invokestatic(ConstantDescs.CD_Long, "compareUnsigned", MethodTypeDesc.ofDescriptor("(JJ)I")), opcode));
            add(opcode + "_unsigned", "(II)I", code -> choose(unsignedInts(code.iload(0).iload(1)), opcode));
            add(opcode + "_unsigned_zero", "(II)I", code -> choose(unsignedInts(code.iload(0).iconst_0()), opcode));
            add(opcode + "_unsigned_outcome", "(JJ)I", code -> choose(unsignedInts(code.lload(0).lload(2).lcmp().iconst_0()), opcode));
            add(opcode + "_outcome_unsigned", "(JJ)I", code -> choose(unsignedInts(code.iconst_0().lload(0).lload(2).lcmp()), opcode));
            add(opcode + "_unsigned_unsigned", "(II)I", code -> choose(unsignedInts(unsignedInts(code.iload(0).iload(1)).iconst_0()), opcode));
            add(opcode + "_mask", "(JJ)I", code -> choose(code.lload(0).lload(2).land().lconst_0().lcmp(), opcode));
            add(opcode + "_constant", "(JJ)I", code -> choose(code.loadConstant(1L << 40).lload(2).lcmp(), opcode));
        }
        for (Opcode opcode : List.of(Opcode.IF_ICMPEQ, Opcode.IF_ICMPNE, Opcode.IF_ICMPLT, Opcode.IF_ICMPGE, Opcode.IF_ICMPGT,
                Opcode.IF_ICMPLE)) {
            add(opcode.name(), "(II)I", code -> choose(code.iload(0).iload(1), opcode));
            add(opcode + "_constant", "(II)I", code -> choose(code.iload(0).loadConstant(1000), opcode));
        }
        for (Opcode opcode : List.of(Opcode.GOTO, Opcode.GOTO_W)) {
            add(opcode.name(), "(II)I", code -> {
                Label back = code.newLabel();
                Label ahead = code.newLabel();
                code.with(BranchInstruction.of(opcode, ahead)).labelBinding(back).iload(1).ireturn();
                code.labelBinding(ahead).with(BranchInstruction.of(opcode, back));
            });
        }
    }

    private static CodeBuilder unsignedInts(CodeBuilder code) {
        return code.invokestatic(ConstantDescs.CD_Integer, "compareUnsigned", MethodTypeDesc.ofDescriptor("(II)I"));
    }

    /** 7 where the branch is taken, else 9; with something else below on the stack. */
    private static void choose(CodeBuilder code, Opcode opcode) {
        Label then = code.newLabel();
        Label end = code.newLabel();
        code.with(BranchInstruction.of(opcode, then));
        code.bipush(100).bipush(9).goto_(end).labelBinding(then).bipush(100).bipush(7).labelBinding(end).isub().ireturn();
    }

    private void stackMoves() {
        add("NOP_POP", "(II)I", code -> code.nop().iload(0).iload(1).pop().ireturn());
        add("POP2", "(II)I", code -> code.iload(0).iload(1).iload(1).pop2().ireturn());
        add("POP2", "(JJ)J", code -> code.lload(0).lload(2).pop2().lreturn());
        add("DUP", "(II)I", code -> code.iload(0).dup().imul().iload(1).ixor().ireturn());
        add("DUP_X1", "(II)I", code -> code.iload(0).iload(1).dup_x1().isub().ixor().ireturn());
        add("DUP_X2", "(II)I", code -> code.iload(0).iload(1).bipush(5).dup_x2().isub().imul().ixor().ireturn());
        add("DUP_X2", "(JJ)J", code -> code.lload(0).lload(2).l2i().dup_x2().i2l().lsub().lstore(0).i2l().lload(0).lxor().lreturn());
        add("DUP2", "(II)I", code -> code.iload(0).iload(1).dup2().isub().ixor().iadd().ireturn());
        add("DUP2", "(JJ)J", code -> code.lload(0).dup2().lmul().lload(2).lsub().lreturn());
        add("DUP2_X1", "(II)I", code -> code.iload(0).iload(1).bipush(5).dup2_x1().isub().ixor().ixor().isub().ireturn());
        add("DUP2_X1", "(JJ)J", code -> code.lload(0).l2i().lload(2).dup2_x1().lstore(2).i2l().lload(2).lsub().lxor().lreturn());
        add("DUP2_X2", "(JJ)J", code -> code.lload(0).lload(2).dup2_x2().lsub().lxor().lreturn());
        add("DUP2_X2", "(II)I",
                code -> code.iload(0).iload(1).bipush(5).bipush(6).dup2_x2().isub().ixor().ixor().isub().iadd().ireturn());
        add("SWAP", "(II)I", code -> code.iload(0).iload(1).swap().isub().ireturn());
    }

    private void switches() {
        add("TABLESWITCH", "(II)I", code -> select(code, true, new int[] {-2, -1, 0, 1, 2, 3}));
        add("TABLESWITCH_LOW", "(II)I", code -> select(code, true, new int[] {Integer.MIN_VALUE, Integer.MIN_VALUE + 1}));
        add("LOOKUPSWITCH", "(II)I", code -> select(code, false, new int[] {Integer.MIN_VALUE, -129, 0, 7, 8, 65_536, Integer.MAX_VALUE}));
        add("LOOKUPSWITCH_EMPTY", "(II)I", code -> select(code, false, new int[0]));
    }

    private static void select(CodeBuilder code, boolean table, int[] keys) {
        Label otherwise = code.newLabel();
        List<SwitchCase> cases = new ArrayList<>();
        for (int key : keys) {
            cases.add(SwitchCase.of(key, code.newLabel()));
        }
        code.iload(0);
        if (table) {
            code.tableswitch(keys[0], keys[keys.length - 1], otherwise, cases);
        } else {
            code.lookupswitch(otherwise, cases);
        }
        for (SwitchCase one : cases) {
            code.labelBinding(one.target()).loadConstant(one.caseValue() ^ 0x55).ireturn();
        }
        code.labelBinding(otherwise).iload(1).ireturn();
    }

    private void others() {
        String callee = forms.stream().filter(form -> form.descriptor().equals("(II)I")).map(Form::name).findFirst().orElseThrow();
        add("INVOKESTATIC", "(II)I", code -> code.iload(0).iload(1).invokestatic(OWNER, callee, MethodTypeDesc.ofDescriptor("(II)I"))
                .ireturn());
        add("RETURN", "(II)V", CodeBuilder::return_);
        for (String type : List.of("Z", "B", "S", "C")) {
            add("IRETURN_" + type, "(II)" + type, code -> code.iload(0).iload(1).ixor().ireturn());
        }
    }
}
