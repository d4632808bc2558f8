package org.tospace.runtime.trap;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import org.tospace.runtime.linux.NativeFunctions;
import org.tospace.runtime.memory.Access;

/** The C library's memset on a protected page. */
final class NativeWildAccessChild {

    private NativeWildAccessChild() {
    }

    public static void main(String[] args) throws Throwable {
        try (TestRegion test = new TestRegion(1)) {
            test.protectAll(Access.NONE);
            long memset = Linker.nativeLinker().defaultLookup().findOrThrow("memset").address();
            MethodHandle call = NativeFunctions.downcall(memset,
                    FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG, JAVA_LONG));
            call.invokeExact(test.front, 0L, 64L);
        }
    }
}
