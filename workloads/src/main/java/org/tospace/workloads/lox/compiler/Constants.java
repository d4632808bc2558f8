package org.tospace.workloads.lox.compiler;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;

/** Java objects that generated code uses, inline caches above all: static final fields of its class, so that the JVM takes them for constants. */
final class Constants {
    private static final String PREFIX = "constant";
    private static final ClassDesc LOOKUP = Entry.descriptor(MethodHandles.Lookup.class);

    private final ClassDesc owner;
    private final List<Object> values = new ArrayList<>();

    Constants(ClassDesc owner) {
        this.owner = owner;
    }

    /** Forgets all: the code is made once more. */
    void clear() {
        values.clear();
    }

    /** Loads an object. */
    void load(CodeBuilder code, Object value) {
        code.getstatic(owner, PREFIX + values.size(), Entry.descriptor(value.getClass()));
        values.add(value);
    }

    List<Object> values() {
        return values;
    }

    /** Declares the fields, and fills them from the class's data. */
    void declare(ClassBuilder builder) {
        if (values.isEmpty()) {
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            builder.withField(PREFIX + i, Entry.descriptor(values.get(i).getClass()),
                    ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_FINAL);
        }
        builder.withMethodBody(ConstantDescs.CLASS_INIT_NAME, ConstantDescs.MTD_void, ClassFile.ACC_STATIC, this::initialize);
    }

    private void initialize(CodeBuilder code) {
        ClassDesc array = ConstantDescs.CD_Object.arrayType();
        code.invokestatic(Entry.descriptor(MethodHandles.class), "lookup", MethodTypeDesc.of(LOOKUP));
        code.loadConstant(ConstantDescs.DEFAULT_NAME);
        code.loadConstant(array);
        code.invokestatic(Entry.descriptor(MethodHandles.class), "classData",
                MethodTypeDesc.of(ConstantDescs.CD_Object, LOOKUP, ConstantDescs.CD_String, ConstantDescs.CD_Class));
        code.checkcast(array);
        int data = code.allocateLocal(java.lang.classfile.TypeKind.REFERENCE);
        code.astore(data);
        for (int i = 0; i < values.size(); i++) {
            ClassDesc type = Entry.descriptor(values.get(i).getClass());
            code.aload(data).loadConstant(i).aaload().checkcast(type).putstatic(owner, PREFIX + i, type);
        }
        code.return_();
    }
}
