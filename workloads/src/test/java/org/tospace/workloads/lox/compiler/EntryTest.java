package org.tospace.workloads.lox.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What generated code calls exists: a mistake here would show only in a program that needs it. */
class EntryTest {
    @ParameterizedTest
    @EnumSource
    void isAPublicMethodOfThatType(Entry entry) throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        MethodType type = entry.type().resolveConstantDesc(lookup);
        Class<?> owner = (Class<?>) entry.owner().resolveConstantDesc(lookup);
        Method method = owner.getDeclaredMethod(entry.method(), type.parameterArray());
        assertEquals(type.returnType(), method.getReturnType());
        assertEquals(entry.isStatic(), Modifier.isStatic(method.getModifiers()));
        assertTrue(Modifier.isPublic(method.getModifiers()));
    }
}
