package org.tospace.runtime.trap;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import org.tospace.runtime.linux.NativeFunctions;

/** The C library's memset at an address that is in no region, while one is open. */
final class NativeOutsideAccessChild {

    private NativeOutsideAccessChild() {
    }

    public static void main(String[] args) throws Throwable {
        try (TestRegion test = new TestRegion(1)) {
            Check.equal(0, test.region.faults(), "faults");
            long memset = Linker.nativeLinker().defaultLookup().findOrThrow("memset").address();
            MethodHandle call = NativeFunctions.downcall(memset, FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG, JAVA_LONG));
            call.invokeExact(8L, 0L, 64L);
        }
    }
}
