package org.tospace.workloads.lox.machine;

/** What runs when a class without an initializer is called. */
final class InstanceCode extends Code {
    private final Instantiation instantiation;

    InstanceCode(Function function, Instantiation instantiation) {
        super(function);
        this.instantiation = instantiation;
    }

    @Override
    protected long call0(Machine machine, long callee, long self) {
        return instantiation.make(callee, machine);
    }
}
