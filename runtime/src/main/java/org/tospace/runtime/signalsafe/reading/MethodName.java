package org.tospace.runtime.signalsafe.reading;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.stream.Collectors;

/**
 * A method as a class file names it.
 *
 * @param owner the class's internal name, with slashes
 * @param name the method's name
 * @param type its parameters and result
 */
public record MethodName(String owner, String name, MethodTypeDesc type) {

    /** The class's binary name, with dots. */
    public String className() {
        return owner.replace('/', '.');
    }

    /** Name and parameter types, as in {@code copy(long, long, long)}. */
    public String signature() {
        return name + type.parameterList().stream().map(ClassDesc::displayName).collect(Collectors.joining(", ", "(", ")"));
    }

    /** As in {@code Memory.copy}. */
    public String shortName() {
        return owner.substring(owner.lastIndexOf('/') + 1) + "." + name;
    }

    @Override
    public String toString() {
        return className() + "." + signature();
    }
}
