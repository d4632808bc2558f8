package org.tospace.workloads.lox.machine;

import java.util.List;
import org.tospace.gc.HeapExhaustedException;
import org.tospace.gc.Mutator;
import org.tospace.gc.ObjectLayout;
import org.tospace.gc.RootStack;
import org.tospace.workloads.lox.syntax.FunctionNode;
import org.tospace.workloads.lox.syntax.StaticSlots;

/**
 * What runs programs: a mutator, the tables that describe its objects, and the global variables, which stay from one script to the next.
 *
 * <p>For the mutator's thread. Its root stack is the machine's alone: statics lowest, then the frames of functions.
 */
public final class Machine {
    /** Roots that are kept for what the machine itself pushes for a moment, and arguments on their way into a frame. */
    private static final int SPARE_ROOTS = 1024;

    private final Mutator mutator;
    private final RootStack roots;
    private final int rootLimit;
    private final Output output;
    private final Metadata metadata;
    private final Statics statics = new Statics();
    private final int boundMethodCode;
    /** What is being called, from {@link InvokeSite} to the call. */
    private long callee;

    /**
     * A machine.
     *
     * @param mutator of the calling thread, in a heap of NaN-boxed references, with nothing on its root stack
     * @param factory makes the code
     */
    public Machine(Mutator mutator, Output output, CodeFactory factory) {
        this.mutator = mutator;
        this.roots = mutator.roots();
        this.rootLimit = (int) mutator.heap().options().rootSlots() - SPARE_ROOTS;
        this.output = output;
        this.metadata = new Metadata(this, factory);
        this.boundMethodCode = metadata.addCode(_ -> new BoundMethodCode());
        define("clock", new ClockCode());
    }

    private void define(String name, NativeCode code) {
        int number = metadata.addCode(_ -> code);
        int slot = statics.global(name);
        statics.place(this);
        roots.set(slot, Methods.makeNative(this, number));
    }

    /** Where the parser finds places for global variables and strings. */
    public StaticSlots statics() {
        return statics;
    }

    /**
     * Runs a script. The stack is empty before and afterwards.
     *
     * @throws LoxError when it fails; what it did until then stays done
     */
    public void run(FunctionNode script) {
        try {
            statics.place(this);
            metadata.readyCode(metadata.codeOf(script)).call0(this, Value.NIL, Value.NIL);
        } catch (StackOverflowError _) {
            throw LoxError.of(Frames.STACK_OVERFLOW);
        } finally {
            roots.truncate(statics.placed());
        }
    }

    /** The lines of an error's stack trace, innermost first. */
    public List<String> trace(LoxError error) {
        return error.frames().stream().map(frame -> "[line " + frame.line() + "] in " + metadata.functionOf(frame.code()).inTrace()).toList();
    }

    /** The number of a function's code. */
    public int codeOf(FunctionNode node) {
        return metadata.codeOf(node);
    }

    /** What is being called, after {@link InvokeSite#find}. */
    public long callee() {
        return callee;
    }

    void setCallee(long value) {
        callee = value;
    }

    Mutator mutator() {
        return mutator;
    }

    RootStack roots() {
        return roots;
    }

    int rootLimit() {
        return rootLimit;
    }

    Output output() {
        return output;
    }

    Metadata metadata() {
        return metadata;
    }

    String globalName(int slot) {
        return statics.name(slot);
    }

    int boundMethodCode() {
        return boundMethodCode;
    }

    /** A new object. A safepoint. */
    long allocate(ObjectLayout layout) {
        try {
            return mutator.allocate(layout);
        } catch (HeapExhaustedException _) {
            throw LoxError.of("Out of memory.");
        }
    }

    /** A new object. A safepoint. */
    long allocate(int kind, long slots, long rawBytes) {
        try {
            return mutator.allocate(kind, slots, rawBytes);
        } catch (HeapExhaustedException _) {
            throw LoxError.of("Out of memory.");
        }
    }
}
