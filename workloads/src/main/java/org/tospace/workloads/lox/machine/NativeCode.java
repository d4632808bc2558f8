package org.tospace.workloads.lox.machine;

/** A function of Java's. As in the book it takes any number of arguments, and this one looks at none. */
abstract class NativeCode extends Code {
    NativeCode(String name) {
        super(new Function(name, 0));
    }

    /** Does what the function does; no safepoint. */
    abstract long run();

    @Override
    protected final long call0(Machine machine, long callee, long self) {
        return run();
    }

    @Override
    protected final long call1(Machine machine, long callee, long self, long a) {
        return run();
    }

    @Override
    protected final long call2(Machine machine, long callee, long self, long a, long b) {
        return run();
    }

    @Override
    protected final long call3(Machine machine, long callee, long self, long a, long b, long c) {
        return run();
    }

    @Override
    protected final long call4(Machine machine, long callee, long self, long a, long b, long c, long d) {
        return run();
    }

    @Override
    protected final long callMany(Machine machine, long callee, long self, int count) {
        Frames.leave(machine, machine.roots().depth() - count);
        return run();
    }
}
