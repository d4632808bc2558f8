package org.tospace.runtime.trap;

import org.tospace.runtime.linux.SignalAction;
import org.tospace.runtime.memory.Access;
import org.tospace.runtime.memory.Memory;

/** Opens a region where no handler stood, serves a trap, then makes a wild access. Argument: 0 default, 1 ignore. */
final class NoPreviousHandlerChild {

    private NoPreviousHandlerChild() {
    }

    public static void main(String[] args) {
        // Loaded and run before, since the JVM itself needs its handler.
        try (TestRegion test = new TestRegion(1); Accessors accessors = new Accessors()) {
            test.protectAll(Access.NONE);
            accessors.putLong(test.front, 1);
        }
        new SignalAction(Long.parseLong(args[0]), 0, 0).install(SignalAction.SIGSEGV);
        try (TestRegion test = new TestRegion(1); Accessors accessors = new Accessors()) {
            test.protectAll(Access.NONE);
            accessors.putLong(test.front, 1);
            System.out.println("served " + test.traps);
            test.protectAll(Access.NONE);
            Memory.putLong(test.front, 1);
        }
    }
}
