package org.tospace.runtime.signalsafe;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Random;
import org.tospace.runtime.linux.NativeCall;
import org.tospace.runtime.linux.SystemCall;
import org.tospace.runtime.memory.Memory;

/** Writes random calls of intrinsics; those of memory stay in a buffer whose address is the method's first argument. */
final class RandomIntrinsic {

    /** Bytes of the buffer. */
    static final int BUFFER_BYTES = 256;

    private static final ClassDesc MEMORY = Memory.class.describeConstable().orElseThrow();
    private static final ClassDesc SYSTEM_CALL = SystemCall.class.describeConstable().orElseThrow();
    private static final ClassDesc NATIVE_CALL = NativeCall.class.describeConstable().orElseThrow();
    private static final ClassDesc MATH = Math.class.describeConstable().orElseThrow();
    private static final List<String> INT_LOADS = List.of("getByte(J)B", "getShort(J)S", "getInt(J)I", "getIntAcquire(J)I");
    private static final List<String> LONG_LOADS = List.of("getLong(J)J", "getLongAcquire(J)J", "getLongOpaque(J)J");
    private static final List<String> STORES = List.of("putByte(JB)V", "putShort(JS)V", "putInt(JI)V", "putIntRelease(JI)V", "putLong(JJ)V",
            "putLongRelease(JJ)V");

    private final Random random;
    private final CodeBuilder code;
    private final RandomExpression expressions;

    RandomIntrinsic(Random random, CodeBuilder code, RandomExpression expressions) {
        this.random = random;
        this.code = code;
        this.expressions = expressions;
    }

    /** A call that leaves nothing on the stack. */
    void effect() {
        switch (random.nextInt(9)) {
            case 0 -> memory("pause()V");
            case 1 -> memory("fullFence()V");
            case 2 -> copy();
            case 3 -> clear();
            case 4 -> {
                address(2);
                memory("prefetch(J)V");
            }
            default -> store();
        }
    }

    /** A call that leaves a value. */
    void expression(TypeKind kind, int depth) {
        int choice = random.nextInt(9);
        if (choice < 4) {
            address(depth);
            List<String> loads = kind == TypeKind.LONG ? LONG_LOADS : INT_LOADS;
            memory(loads.get(random.nextInt(loads.size())));
        } else if (choice == 4) {
            address(depth);
            expressions.expression(kind, depth - 1);
            memory(kind == TypeKind.LONG ? "getAndAddLong(JJ)J" : "getAndAddInt(JI)I");
        } else if (choice == 5) {
            compareAndSet(depth);
            expressions.convert(TypeKind.INT, kind);
        } else if (choice == 6 && kind == TypeKind.LONG) {
            longOnly(depth);
        } else {
            mathematics(kind, depth);
        }
    }

    /** An aligned address in the buffer: base + 8 * something + a constant, or base and a constant. */
    private void address(int depth) {
        code.lload(0);
        if (random.nextBoolean()) {
            expressions.expression(TypeKind.LONG, Math.min(depth - 1, 1));
            code.loadConstant(15L).land().loadConstant(3).lshl();
            if (random.nextBoolean()) {
                code.ladd().loadConstant(8L * random.nextInt(16));
            }
        } else {
            code.loadConstant(8L * random.nextInt(BUFFER_BYTES / 8));
        }
        code.ladd();
    }

    private void store() {
        String store = STORES.get(random.nextInt(STORES.size()));
        address(2);
        expressions.expression(store.contains("Long") ? TypeKind.LONG : TypeKind.INT, 2);
        if (store.contains("Byte")) {
            code.i2b();
        } else if (store.contains("Short")) {
            code.i2s();
        }
        memory(store);
    }

    private void copy() {
        code.lload(0).loadConstant(8L * random.nextInt(8)).ladd();
        code.lload(0).loadConstant(128L + random.nextInt(64)).ladd();
        expressions.expression(TypeKind.LONG, 1);
        code.loadConstant(63L).land();
        memory("copy(JJJ)V");
    }

    private void clear() {
        code.lload(0).loadConstant((long) random.nextInt(192)).ladd();
        expressions.expression(TypeKind.LONG, 1);
        code.loadConstant(63L).land();
        memory("clear(JJ)V");
    }

    private void compareAndSet(int depth) {
        boolean wide = random.nextBoolean();
        TypeKind kind = wide ? TypeKind.LONG : TypeKind.INT;
        address(0);
        if (random.nextBoolean()) {
            // What is there, mostly: from the same address unless an index differs.
            address(0);
            memory(wide ? "getLong(J)J" : "getInt(J)I");
        } else {
            expressions.expression(kind, depth - 1);
        }
        expressions.expression(kind, depth - 1);
        memory(wide ? "compareAndSetLong(JJJ)Z" : "compareAndSetInt(JII)Z");
    }

    private void longOnly(int depth) {
        int choice = random.nextInt(6);
        if (choice == 1) {
            code.loadConstant(HostileFunction.ADDRESS);
            for (int i = 0; i < 3; i++) {
                expressions.expression(TypeKind.LONG, depth - 1);
            }
            code.invokestatic(NATIVE_CALL, "invoke", MethodTypeDesc.ofDescriptor("(JJJJ)J"));
        } else if (choice == 0) {
            // A call that is no system call: -ENOSYS, and no argument is looked at.
            code.loadConstant(-1L);
            for (int i = 0; i < 6; i++) {
                expressions.expression(TypeKind.LONG, 0);
            }
            code.invokestatic(SYSTEM_CALL, "invoke", MethodTypeDesc.ofDescriptor("(JJJJJJJ)J"));
        } else {
            expressions.expression(TypeKind.INT, depth - 1);
            code.invokestatic(ConstantDescs.CD_Integer, "toUnsignedLong", MethodTypeDesc.ofDescriptor("(I)J"));
        }
    }

    private void mathematics(TypeKind kind, int depth) {
        String type = kind == TypeKind.LONG ? "J" : "I";
        int choice = random.nextInt(kind == TypeKind.LONG ? 2 : 6);
        if (choice < 2) {
            expressions.expression(kind, depth - 1);
            expressions.expression(kind, depth - 1);
            code.invokestatic(MATH, choice == 0 ? "min" : "max", MethodTypeDesc.ofDescriptor("(" + type + type + ")" + type));
            return;
        }
        boolean wide = random.nextBoolean();
        ClassDesc box = wide ? ConstantDescs.CD_Long : ConstantDescs.CD_Integer;
        String input = wide ? "J" : "I";
        expressions.expression(wide ? TypeKind.LONG : TypeKind.INT, depth - 1);
        if (choice < 4) {
            code.invokestatic(box, choice == 2 ? "numberOfTrailingZeros" : "numberOfLeadingZeros",
                    MethodTypeDesc.ofDescriptor("(" + input + ")I"));
        } else {
            expressions.expression(wide ? TypeKind.LONG : TypeKind.INT, depth - 1);
            code.invokestatic(box, choice == 4 ? "compareUnsigned" : "compare",
                    MethodTypeDesc.ofDescriptor("(" + input + input + ")I"));
        }
    }

    private void memory(String nameAndType) {
        int parenthesis = nameAndType.indexOf('(');
        code.invokestatic(MEMORY, nameAndType.substring(0, parenthesis), MethodTypeDesc.ofDescriptor(nameAndType.substring(parenthesis)));
    }
}
