package org.tospace.runtime.signalsafe;

import java.lang.classfile.Annotation;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A class of random signal-safe methods, which call those before them. The same seed gives the same class. */
final class RandomProgram {

    /**
     * What a caller must know of a method.
     *
     * @param cost about how long a call takes, in expressions
     * @param large whether it has many variables and statements
     */
    record Signature(ClassDesc owner, String name, List<ClassDesc> parameters, ClassDesc result, long cost, boolean large) {
        Signature withCost(long known) {
            return new Signature(owner, name, parameters, result, known, large);
        }

        MethodTypeDesc type() {
            return MethodTypeDesc.of(result, parameters);
        }
    }

    private static final List<ClassDesc> TYPES = List.of(ConstantDescs.CD_long, ConstantDescs.CD_int, ConstantDescs.CD_long,
            ConstantDescs.CD_boolean, ConstantDescs.CD_byte, ConstantDescs.CD_short, ConstantDescs.CD_char);
    private static final int MOST_METHODS = 6;
    private static final int MOST_PARAMETERS = 6;

    private final List<EntryPoint> methods = new ArrayList<>();
    private final List<Signature> signatures = new ArrayList<>();

    RandomProgram(long seed) {
        Random random = new Random(seed);
        String name = "org.tospace.generated.Program" + Long.toUnsignedString(seed);
        ClassDesc owner = ClassDesc.of(name);
        byte[] bytes = ClassFile.of().build(owner, builder -> {
            builder.withFlags(AccessFlag.PUBLIC, AccessFlag.FINAL);
            builder.with(RuntimeVisibleAnnotationsAttribute.of(Annotation.of(SignalSafe.class.describeConstable().orElseThrow())));
            int count = 1 + random.nextInt(MOST_METHODS);
            for (int i = 0; i < count; i++) {
                Signature signature = signature(random, owner, "method" + i);
                long[] cost = new long[1];
                long methodSeed = random.nextLong();
                builder.withMethodBody(signature.name(), signature.type(), ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC, code -> {
                    // The builder may be run twice, when jumps turn out to be long: the same both times.
                    RandomMethod method = new RandomMethod(new Random(methodSeed), code, signature, List.copyOf(signatures));
                    method.write();
                    cost[0] = method.cost();
                });
                signatures.add(signature.withCost(cost[0]));
            }
        });
        Class<?> loaded = new GeneratedClasses().define(name, bytes);
        signatures.forEach(signature -> methods.add(new EntryPoint(loaded, signature.name(), signature.type().descriptorString())));
    }

    private static Signature signature(Random random, ClassDesc owner, String name) {
        List<ClassDesc> parameters = new ArrayList<>(List.of(ConstantDescs.CD_long));
        for (int i = random.nextInt(MOST_PARAMETERS); i > 0; i--) {
            parameters.add(TYPES.get(random.nextInt(TYPES.size())));
        }
        ClassDesc result = random.nextInt(10) == 0 ? ConstantDescs.CD_void : TYPES.get(random.nextInt(TYPES.size()));
        return new Signature(owner, name, parameters, result, 0, random.nextInt(3) == 0);
    }

    List<EntryPoint> methods() {
        return methods;
    }
}
