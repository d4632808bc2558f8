package org.tospace.workloads.lox.machine;

import org.tospace.gc.TagNames;

/** What Lox calls its objects, for histograms, heap dumps and paths. */
public final class KindNames implements TagNames {
    /** The names. */
    public KindNames() {
    }

    @Override
    public String name(int tag) {
        return switch (tag) {
            case Kind.STRING -> "string";
            case Kind.CELL -> "captured variable";
            case Kind.EXTENSION -> "further fields";
            case Kind.INSTANCE -> "instance";
            case Kind.CLOSURE -> "closure";
            case Kind.CLASS -> "class";
            case Kind.BOUND_METHOD -> "bound method";
            case Kind.NATIVE -> "native function";
            default -> null;
        };
    }

    @Override
    public String slotName(int tag, long slot) {
        return slot == 0 ? "descriptor" : null;
    }
}
