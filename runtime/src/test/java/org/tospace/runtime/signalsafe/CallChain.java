package org.tospace.runtime.signalsafe;

import java.lang.classfile.Annotation;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** A class of methods {@code link0}, {@code link1} and so on, each of which calls the next, and each too large to be inlined. */
final class CallChain {

    private static final ClassDesc OWNER = ClassDesc.of("org.tospace.generated.Chain");
    private static final MethodTypeDesc TYPE = MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_long, ConstantDescs.CD_long,
            ConstantDescs.CD_long, ConstantDescs.CD_long, ConstantDescs.CD_long, ConstantDescs.CD_long);
    private static final int PADDING = 120;

    private CallChain() {
    }

    /** The first of so many links: six longs to a long. */
    static EntryPoint of(int links) {
        byte[] bytes = ClassFile.of().build(OWNER, builder -> {
            builder.with(RuntimeVisibleAnnotationsAttribute.of(Annotation.of(SignalSafe.class.describeConstable().orElseThrow())));
            for (int i = 0; i < links; i++) {
                int link = i;
                builder.withMethodBody("link" + i, TYPE, ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC, code -> {
                    for (int j = 0; j < PADDING; j++) {
                        code.lload(2 * (j % 6)).lload(2 * ((j + link) % 6)).lxor().loadConstant(j + 1L).ladd().lstore(2 * (j % 6));
                    }
                    if (link + 1 < links) {
                        // Turned by one, so that the arguments have to change places.
                        code.lload(2).lload(4).lload(6).lload(8).lload(10).lload(0).invokestatic(OWNER, "link" + (link + 1), TYPE);
                        code.lload(0).lxor().lload(6).ladd();
                    } else {
                        code.lload(0).lload(2).lsub();
                    }
                    code.lreturn();
                });
            }
        });
        return new EntryPoint(new GeneratedClasses().define("org.tospace.generated.Chain", bytes), "link0", TYPE.descriptorString());
    }
}
