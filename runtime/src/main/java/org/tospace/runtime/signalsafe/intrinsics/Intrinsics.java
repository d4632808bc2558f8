package org.tospace.runtime.signalsafe.intrinsics;

import static org.tospace.runtime.signalsafe.graph.MemoryAccess.Order.ACQUIRE;
import static org.tospace.runtime.signalsafe.graph.MemoryAccess.Order.OPAQUE;
import static org.tospace.runtime.signalsafe.graph.MemoryAccess.Order.PLAIN;
import static org.tospace.runtime.signalsafe.graph.MemoryAccess.Order.RELEASE;
import static org.tospace.runtime.signalsafe.graph.MemoryAccess.Order.VOLATILE;
import static org.tospace.runtime.signalsafe.graph.MemoryAccess.Size.BYTE;
import static org.tospace.runtime.signalsafe.graph.MemoryAccess.Size.INT;
import static org.tospace.runtime.signalsafe.graph.MemoryAccess.Size.LONG;
import static org.tospace.runtime.signalsafe.graph.MemoryAccess.Size.SHORT;

import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tospace.runtime.linux.NativeCall;
import org.tospace.runtime.linux.SystemCall;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.graph.MemoryAccess;
import org.tospace.runtime.signalsafe.graph.Operation;
import org.tospace.runtime.signalsafe.graph.Type;
import org.tospace.runtime.signalsafe.reading.MethodName;

/**
 * The table of intrinsics: {@link Memory} but for floating point and segments, {@link SystemCall#invoke}, {@link NativeCall#invoke}, and
 * some of {@link Math}, {@link Integer} and {@link Long}.
 *
 * <p>Three differ from what the JVM runs: {@link Memory#timeStamp} counts the processor's ticks, not nanoseconds;
 * {@link Memory#copy} goes upwards, so ranges that overlap are right only where {@code to} is below {@code from}; and nothing checks
 * that an address is positive or aligned. Immutable.
 */
public final class Intrinsics {

    private static final long SCHED_YIELD = 24;
    private static final Map<MethodName, Intrinsic> TABLE = new HashMap<>();

    static {
        loadAndStore("Byte", "B", BYTE, PLAIN, "", "");
        loadAndStore("Short", "S", SHORT, PLAIN, "", "");
        loadAndStore("Int", "I", INT, PLAIN, "", "");
        loadAndStore("Long", "J", LONG, PLAIN, "", "");
        loadAndStore("Int", "I", INT, ACQUIRE, "Acquire", "Release");
        loadAndStore("Long", "J", LONG, ACQUIRE, "Acquire", "Release");
        memory("getLongOpaque", "(J)J", Operation.LOAD, Type.LONG, new MemoryAccess(LONG, OPAQUE));
        memory("compareAndSetInt", "(JII)Z", Operation.COMPARE_AND_SET, Type.INT, new MemoryAccess(INT, VOLATILE));
        memory("compareAndSetLong", "(JJJ)Z", Operation.COMPARE_AND_SET, Type.INT, new MemoryAccess(LONG, VOLATILE));
        memory("getAndAddInt", "(JI)I", Operation.GET_AND_ADD, Type.INT, new MemoryAccess(INT, VOLATILE));
        memory("getAndAddLong", "(JJ)J", Operation.GET_AND_ADD, Type.LONG, new MemoryAccess(LONG, VOLATILE));
        memory("copy", "(JJJ)V", Operation.COPY, Type.NONE, null);
        memory("clear", "(JJ)V", Operation.CLEAR, Type.NONE, null);
        memory("pause", "()V", Operation.PAUSE, Type.NONE, null);
        memory("prefetch", "(J)V", Operation.PREFETCH, Type.NONE, null);
        memory("fullFence", "()V", Operation.FENCE, Type.NONE, null);
        memory("timeStamp", "()J", Operation.TIME_STAMP, Type.LONG, null);
        put(Memory.class, "yield", "()V", new Intrinsic(Operation.SYSTEM_CALL, Type.LONG, null, List.of(SCHED_YIELD)));
        add(SystemCall.class, "invoke", "(JJJJ)J", Operation.SYSTEM_CALL);
        add(SystemCall.class, "invoke", "(JJJJJJJ)J", Operation.SYSTEM_CALL);
        add(NativeCall.class, "invoke", "(JJJJ)J", Operation.NATIVE_CALL);
        for (String type : List.of("I", "J")) {
            Class<?> box = type.equals("J") ? Long.class : Integer.class;
            add(Math.class, "min", "(" + type + type + ")" + type, Operation.MINIMUM);
            add(Math.class, "max", "(" + type + type + ")" + type, Operation.MAXIMUM);
            add(box, "min", "(" + type + type + ")" + type, Operation.MINIMUM);
            add(box, "max", "(" + type + type + ")" + type, Operation.MAXIMUM);
            add(box, "compare", "(" + type + type + ")I", Operation.COMPARE);
            add(box, "compareUnsigned", "(" + type + type + ")I", Operation.COMPARE_UNSIGNED);
            add(box, "numberOfTrailingZeros", "(" + type + ")I", Operation.TRAILING_ZEROES);
            add(box, "numberOfLeadingZeros", "(" + type + ")I", Operation.LEADING_ZEROES);
        }
        add(Integer.class, "toUnsignedLong", "(I)J", Operation.INT_TO_LONG_UNSIGNED);
    }

    private Intrinsics() {
    }

    /** What takes the place of a call, if it is one of the table's. */
    public static Optional<Intrinsic> find(MethodName name) {
        return Optional.ofNullable(TABLE.get(name));
    }

    private static void loadAndStore(String what, String letter, MemoryAccess.Size size, MemoryAccess.Order loadOrder, String load,
            String store) {
        memory("get" + what + load, "(J)" + letter, Operation.LOAD, size.type(), new MemoryAccess(size, loadOrder));
        memory("put" + what + store, "(J" + letter + ")V", Operation.STORE, Type.NONE,
                new MemoryAccess(size, loadOrder == ACQUIRE ? RELEASE : PLAIN));
    }

    private static void memory(String name, String descriptor, Operation operation, Type type, MemoryAccess access) {
        put(Memory.class, name, descriptor, new Intrinsic(operation, type, access, List.of()));
    }

    private static void add(Class<?> owner, String name, String descriptor, Operation operation) {
        Type result = Type.of(MethodTypeDesc.ofDescriptor(descriptor).returnType());
        put(owner, name, descriptor, new Intrinsic(operation, result, null, List.of()));
    }

    private static void put(Class<?> owner, String name, String descriptor, Intrinsic intrinsic) {
        TABLE.put(new MethodName(owner.getName().replace('.', '/'), name, MethodTypeDesc.ofDescriptor(descriptor)), intrinsic);
    }
}
