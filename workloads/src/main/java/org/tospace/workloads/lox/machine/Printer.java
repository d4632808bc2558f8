package org.tospace.workloads.lox.machine;

import java.nio.charset.StandardCharsets;

/** How values look in print. */
final class Printer {
    private Printer() {
    }

    static byte[] bytes(Machine machine, long value) {
        if (Strings.isString(machine, value)) {
            return Strings.bytes(machine, value);
        }
        return text(machine, value).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(Machine machine, long value) {
        if (Value.isNumber(value)) {
            return NumberFormat.format(Value.number(value));
        }
        if (Value.isReference(value)) {
            return object(machine, Value.address(value));
        }
        return value == Value.NIL ? "nil" : String.valueOf(value == Value.TRUE);
    }

    private static String object(Machine machine, long object) {
        long descriptor = machine.mutator().getSlot(object, 0);
        return switch (Kind.of(descriptor)) {
            case Kind.CLOSURE -> machine.metadata().code((int) descriptor).function().printed();
            case Kind.BOUND_METHOD -> object(machine, Value.address(Methods.methodOf(machine, object)));
            case Kind.CLASS -> name(machine, object);
            case Kind.INSTANCE -> name(machine, Value.address(Instances.classOf(machine, object))) + " instance";
            case Kind.NATIVE -> "<native fn>";
            default -> throw new IllegalStateException("no value has a descriptor like this: " + descriptor);
        };
    }

    private static String name(Machine machine, long lclass) {
        return new String(Strings.bytes(machine, Classes.nameOf(machine, lclass)), StandardCharsets.ISO_8859_1);
    }
}
