package org.tospace.runtime.trap;

import org.tospace.runtime.code.Assembler;
import org.tospace.runtime.code.ExecutableMemory;
import org.tospace.runtime.code.Operand;
import org.tospace.runtime.code.Register;
import org.tospace.runtime.code.Width;
import org.tospace.runtime.linux.SignalAction;
import org.tospace.runtime.memory.Access;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;

/** Somebody else's handler, which counts and jumps to the one before it, comes to stand before ours. */
final class OthersHandlerChild {

    private static int depth;

    private OthersHandlerChild() {
    }

    public static void main(String[] args) {
        SignalAction jvms = SignalAction.current(SignalAction.SIGSEGV);
        try (NativeBlock words = NativeBlock.reserve(16); Accessors accessors = new Accessors()) {
            TestRegion first = new TestRegion(1);
            SignalAction ours = SignalAction.current(SignalAction.SIGSEGV);
            SignalAction theirs = new SignalAction(counting(words.address()), ours.mask(), ours.flags());
            Memory.putLong(words.address(), theirs.install(SignalAction.SIGSEGV).handler());

            served(first, accessors);
            long seen = Memory.getLong(words.address() + 8);
            Check.that(seen > 0, "the other handler must have seen a fault");
            first.close();
            Check.equal(theirs.handler(), SignalAction.current(SignalAction.SIGSEGV).handler(), "the standing handler");
            faultOfTheJvm();
            Check.that(Memory.getLong(words.address() + 8) > seen, "the other handler must have seen another fault");
            seen = Memory.getLong(words.address() + 8);

            // Opened anew, a handler of ours goes in front, and theirs still leads to the first.
            TestRegion second = new TestRegion(1);
            SignalAction anew = SignalAction.current(SignalAction.SIGSEGV);
            Check.that(anew.handler() != ours.handler() && anew.handler() != theirs.handler(), "a handler must be new");
            served(second, accessors);
            Check.equal(seen, Memory.getLong(words.address() + 8), "faults seen by the other handler");
            faultOfTheJvm();
            Check.that(Memory.getLong(words.address() + 8) > seen, "the other handler must have seen another fault");
            wild(second);
            second.close();
            Check.equal(theirs.handler(), SignalAction.current(SignalAction.SIGSEGV).handler(), "the standing handler");

            // They leave and put back what was before them: ours, which is adopted and, with its region, removed.
            ours.install(SignalAction.SIGSEGV);
            faultOfTheJvm();
            TestRegion third = new TestRegion(1);
            Check.equal(ours.handler(), SignalAction.current(SignalAction.SIGSEGV).handler(), "the standing handler");
            served(third, accessors);
            wild(third);
            third.close();
            Check.that(SignalAction.current(SignalAction.SIGSEGV).equals(jvms), "the JVM's handler must stand again");
            faultOfTheJvm();
        }
    }

    private static void served(TestRegion test, Accessors accessors) {
        test.protectAll(Access.NONE);
        accessors.putLong(test.front, 1);
        Check.equal(1, test.traps.get(), "traps");
    }

    private static void wild(TestRegion test) {
        test.protectAll(Access.NONE);
        try {
            Memory.putLong(test.front, 1);
            throw new AssertionError("no InternalError");
        } catch (InternalError e) {
            Check.equal(1, test.region.faults(), "faults");
        }
    }

    /** SIGSEGVs that the JVM serves: its stack's guard pages. */
    private static void faultOfTheJvm() {
        try {
            descend();
            throw new AssertionError("descend returned");
        } catch (StackOverflowError e) {
            Check.that(depth > 0, "depth " + depth);
        }
    }

    private static int descend() {
        depth++;
        return descend() + 1;
    }

    /** Adds 1 to the second word and jumps to the address in the first. */
    private static long counting(long words) {
        Assembler code = new Assembler();
        code.mov(Register.R11, words);
        code.lockInc(Width.QWORD, Operand.at(Register.R11, 8));
        code.jmp(Operand.at(Register.R11));
        return ExecutableMemory.of(code.toByteArray()).address();
    }
}
