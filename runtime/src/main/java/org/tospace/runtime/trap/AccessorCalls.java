package org.tospace.runtime.trap;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import org.tospace.runtime.code.Width;
import org.tospace.runtime.linux.NativeFunctions;

/**
 * Downcalls to {@link AccessorCode}. Normal ones, not critical: the thread must be in native state when it faults. Handles
 * are constants, so that compiled code calls without a look at them.
 */
final class AccessorCalls {

    static final MethodHandle GET_BYTE = get(Width.BYTE, JAVA_BYTE);
    static final MethodHandle GET_SHORT = get(Width.WORD, JAVA_SHORT);
    static final MethodHandle GET_INT = get(Width.DWORD, JAVA_INT);
    static final MethodHandle GET_LONG = get(Width.QWORD, JAVA_LONG);

    static final MethodHandle PUT_BYTE = put(Width.BYTE, JAVA_BYTE);
    static final MethodHandle PUT_SHORT = put(Width.WORD, JAVA_SHORT);
    static final MethodHandle PUT_INT = put(Width.DWORD, JAVA_INT);
    static final MethodHandle PUT_LONG = put(Width.QWORD, JAVA_LONG);

    static final MethodHandle COMPARE_AND_SET_INT = NativeFunctions.downcall(AccessorCode.compareAndSetIntAddress(),
            FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG));
    static final MethodHandle COMPARE_AND_SET_LONG = NativeFunctions.downcall(AccessorCode.compareAndSetLongAddress(),
            FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    static final MethodHandle COPY = NativeFunctions.downcall(AccessorCode.copyAddress(),
            FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));

    private AccessorCalls() {
    }

    private static MethodHandle get(Width width, MemoryLayout value) {
        return NativeFunctions.downcall(AccessorCode.getAddress(width),
                FunctionDescriptor.of(value, JAVA_LONG, JAVA_LONG));
    }

    private static MethodHandle put(Width width, MemoryLayout value) {
        return NativeFunctions.downcall(AccessorCode.putAddress(width),
                FunctionDescriptor.ofVoid(JAVA_LONG, value, JAVA_LONG));
    }
}
