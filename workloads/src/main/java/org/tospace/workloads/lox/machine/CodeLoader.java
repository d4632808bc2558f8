package org.tospace.workloads.lox.machine;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.util.List;

/** Turns class files into code. Each becomes a hidden class of this package, which goes when its machine does. */
public final class CodeLoader {
    private CodeLoader() {
    }

    /**
     * Loads code.
     *
     * @param bytes of a class that extends {@link Code}, with a constructor that takes its {@link Function}
     * @param constants what its static initializer finds as the class's data: an {@code Object[]}
     */
    public static Code load(byte[] bytes, List<Object> constants, Function function) {
        try {
            Class<?> made = MethodHandles.lookup().defineHiddenClassWithClassData(bytes, constants.toArray(), false).lookupClass();
            return (Code) made.getDeclaredConstructor(Function.class).newInstance(function);
        } catch (IllegalAccessException | InstantiationException | NoSuchMethodException | InvocationTargetException e) {
            throw new IllegalStateException("code that was made cannot be loaded: " + function, e);
        }
    }
}
