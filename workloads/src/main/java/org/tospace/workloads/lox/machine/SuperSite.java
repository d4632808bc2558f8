package org.tospace.workloads.lox.machine;

/** The inline cache of one {@code super.name(...)} in the program: for the layout last met, which method that is. */
public final class SuperSite {
    private final String name;
    private long descriptor;
    private Code code;
    private int slot;

    /** A cache that is empty. */
    public SuperSite(String name) {
        this.name = name;
    }

    /** The code to call, with {@link Machine#callee} as callee. No safepoint. */
    public Code find(Machine machine, long superclass) {
        long address = Value.address(superclass);
        long found = machine.mutator().getSlot(address, 0);
        if (found != descriptor) {
            look(machine, found);
        }
        machine.setCallee(machine.mutator().getSlot(address, slot));
        return code;
    }

    private void look(Machine machine, long found) {
        ClassLayout layout = machine.metadata().layoutOf(found);
        int foundSlot = layout.slotOf(name);
        if (foundSlot < 0) {
            throw Classes.undefined(name);
        }
        descriptor = found;
        slot = foundSlot;
        code = machine.metadata().readyCode(layout.codeIn(foundSlot));
    }
}
