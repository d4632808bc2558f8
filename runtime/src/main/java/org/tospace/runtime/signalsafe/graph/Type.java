package org.tospace.runtime.signalsafe.graph;

import java.lang.constant.ClassDesc;

/** What a value is. Booleans, bytes, shorts and chars are ints, as they are for the JVM. */
public enum Type {
    /** 32 bits. */
    INT,
    /** 64 bits. */
    LONG,
    /** No value. */
    NONE;

    /** How many bits count in a shift distance: 5 or 6. */
    public int shiftMask() {
        return bits() - 1;
    }

    /** 32 or 64. */
    public int bits() {
        return this == LONG ? Long.SIZE : Integer.SIZE;
    }

    /** A number cut to this type's bits and extended by its sign again. */
    public long wrap(long number) {
        return this == INT ? (int) number : number;
    }

    /** The type of a parameter or result. */
    public static Type of(ClassDesc type) {
        return switch (type.descriptorString()) {
            case "J" -> LONG;
            case "V" -> NONE;
            default -> INT;
        };
    }
}
