package org.tospace.gc.disturbance;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.concurrent.atomic.AtomicInteger;

/** Classes that are written, loaded, run once and forgotten. */
final class GeneratedClass {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private GeneratedClass() {
    }

    /** Loads one more class in a loader of its own and runs it. */
    static void loadAndRun() throws ReflectiveOperationException {
        int number = NUMBER.incrementAndGet();
        String name = "Generated" + number;
        byte[] bytes = ClassFile.of().build(ClassDesc.of(name), type -> type.withFlags(ClassFile.ACC_PUBLIC).withMethodBody("number", MethodTypeDesc.of(ConstantDescs.CD_int),
                ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC, code -> code.loadConstant(number).ireturn()));
        Class<?> loaded = new FreshLoader().define(name, bytes);
        Object answer = loaded.getMethod("number").invoke(null);
        if (!answer.equals(number)) {
            throw new AssertionError("class " + name + " says " + answer);
        }
    }
}
