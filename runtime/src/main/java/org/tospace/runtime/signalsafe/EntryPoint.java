package org.tospace.runtime.signalsafe;

import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.tospace.runtime.signalsafe.reading.MethodName;

/**
 * A method to compile: a static method that other code will call.
 *
 * @param owner the class that declares it
 * @param name its name
 * @param descriptor its descriptor, as in {@code (JJ)I}
 */
public record EntryPoint(Class<?> owner, String name, String descriptor) {

    /** Checks that nothing is missing. */
    public EntryPoint {
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(descriptor, "descriptor");
    }

    /**
     * An entry point by reflection.
     *
     * @param method a static method
     * @return the entry point
     */
    public static EntryPoint of(Method method) {
        return new EntryPoint(method.getDeclaringClass(), method.getName(), MethodType
                .methodType(method.getReturnType(), method.getParameterTypes()).descriptorString());
    }

    /**
     * An entry point by its name, where the class has one method of that name.
     *
     * @param owner the class that declares it
     * @param name its name
     * @return the entry point
     * @throws IllegalArgumentException if the class does not have exactly one method of that name
     */
    public static EntryPoint of(Class<?> owner, String name) {
        List<Method> methods = Arrays.stream(owner.getDeclaredMethods()).filter(method -> method.getName().equals(name)).toList();
        if (methods.size() != 1) {
            throw new IllegalArgumentException("name must be that of exactly one method of " + owner.getName() + ": " + name
                    + ", of which there are " + methods.size());
        }
        return of(methods.getFirst());
    }

    MethodName methodName() {
        return new MethodName(owner.getName().replace('.', '/'), name, MethodTypeDesc.ofDescriptor(descriptor));
    }

    @Override
    public String toString() {
        return methodName().toString();
    }
}
