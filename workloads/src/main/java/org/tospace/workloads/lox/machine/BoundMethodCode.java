package org.tospace.workloads.lox.machine;

/** What runs when a bound method is called: its method, with the receiver it was bound to. */
final class BoundMethodCode extends Code {
    BoundMethodCode() {
        super(new Function("bound method", 0));
    }

    private static Code code(Machine machine, long callee) {
        return Calls.code(Methods.methodOf(machine, callee), machine);
    }

    @Override
    protected long call0(Machine machine, long callee, long self) {
        return code(machine, callee).call0(machine, Methods.methodOf(machine, callee), Methods.receiverOf(machine, callee));
    }

    @Override
    protected long call1(Machine machine, long callee, long self, long a) {
        return code(machine, callee).call1(machine, Methods.methodOf(machine, callee), Methods.receiverOf(machine, callee), a);
    }

    @Override
    protected long call2(Machine machine, long callee, long self, long a, long b) {
        return code(machine, callee).call2(machine, Methods.methodOf(machine, callee), Methods.receiverOf(machine, callee), a, b);
    }

    @Override
    protected long call3(Machine machine, long callee, long self, long a, long b, long c) {
        return code(machine, callee).call3(machine, Methods.methodOf(machine, callee), Methods.receiverOf(machine, callee), a, b, c);
    }

    @Override
    protected long call4(Machine machine, long callee, long self, long a, long b, long c, long d) {
        return code(machine, callee).call4(machine, Methods.methodOf(machine, callee), Methods.receiverOf(machine, callee), a, b, c, d);
    }

    @Override
    protected long callMany(Machine machine, long callee, long self, int count) {
        return code(machine, callee).callMany(machine, Methods.methodOf(machine, callee), Methods.receiverOf(machine, callee), count);
    }
}
