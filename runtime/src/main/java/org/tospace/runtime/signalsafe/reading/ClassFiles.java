package org.tospace.runtime.signalsafe.reading;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ConstantDesc;
import java.lang.reflect.AccessFlag;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Class files by name, read through one class loader and kept. For one thread at a time.
 *
 * <p>Class files are found as resources; those of named modules too, whether or not their packages are exported or open. Hidden
 * classes have none.
 */
public final class ClassFiles {

    private final ClassLoader loader;
    private final Map<String, Optional<ClassModel>> classes = new HashMap<>();

    /**
     * Reads through a loader.
     *
     * @param loader where the classes come from, null for the system's
     */
    public ClassFiles(ClassLoader loader) {
        this.loader = loader == null ? ClassLoader.getSystemClassLoader() : loader;
    }

    /** The method that a call of this name reaches, searched in the class and those it extends. */
    public Optional<MethodBody> method(MethodName name) {
        for (Optional<ClassModel> owner = find(name.owner()); owner.isPresent(); owner = parent(owner.get())) {
            for (MethodModel method : owner.get().methods()) {
                if (method.methodName().equalsString(name.name()) && method.methodTypeSymbol().equals(name.type())) {
                    return Optional.of(MethodBody.of(owner.get(), method));
                }
            }
        }
        return Optional.empty();
    }

    /** The value of a {@code static final} field that is a compile-time constant. */
    public Optional<ConstantDesc> constant(String owner, String field) {
        return find(owner).flatMap(found -> found.fields().stream().filter(each -> each.fieldName().equalsString(field)).findFirst())
                .filter(found -> found.flags().has(AccessFlag.STATIC) && found.flags().has(AccessFlag.FINAL))
                .flatMap(ClassFiles::constant);
    }

    private static Optional<ConstantDesc> constant(FieldModel field) {
        return field.findAttribute(Attributes.constantValue()).map(attribute -> attribute.constant().constantValue());
    }

    private Optional<ClassModel> parent(ClassModel model) {
        return model.superclass().flatMap(parent -> find(parent.asInternalName()));
    }

    private Optional<ClassModel> find(String internalName) {
        return classes.computeIfAbsent(internalName, this::read);
    }

    private Optional<ClassModel> read(String internalName) {
        try (InputStream in = loader.getResourceAsStream(internalName + ".class")) {
            return in == null ? Optional.empty() : Optional.of(ClassFile.of().parse(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the class file of " + internalName, e);
        }
    }
}
