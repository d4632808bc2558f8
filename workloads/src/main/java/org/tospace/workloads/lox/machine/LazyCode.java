package org.tospace.workloads.lox.machine;

import java.util.function.Supplier;

/** Stands for code that is not made yet: the first call makes it and passes itself on. Making code is no safepoint. */
final class LazyCode extends Code {
    private final int number;
    private final Supplier<Code> maker;

    LazyCode(Function function, int number, Supplier<Code> maker) {
        super(function);
        this.number = number;
        this.maker = maker;
    }

    /** Makes the code. */
    Code make() {
        return maker.get();
    }

    private Code made(Machine machine) {
        return machine.metadata().readyCode(number);
    }

    @Override
    protected long call0(Machine machine, long callee, long self) {
        return made(machine).call0(machine, callee, self);
    }

    @Override
    protected long call1(Machine machine, long callee, long self, long a) {
        return made(machine).call1(machine, callee, self, a);
    }

    @Override
    protected long call2(Machine machine, long callee, long self, long a, long b) {
        return made(machine).call2(machine, callee, self, a, b);
    }

    @Override
    protected long call3(Machine machine, long callee, long self, long a, long b, long c) {
        return made(machine).call3(machine, callee, self, a, b, c);
    }

    @Override
    protected long call4(Machine machine, long callee, long self, long a, long b, long c, long d) {
        return made(machine).call4(machine, callee, self, a, b, c, d);
    }

    @Override
    protected long callMany(Machine machine, long callee, long self, int count) {
        return made(machine).callMany(machine, callee, self, count);
    }
}
