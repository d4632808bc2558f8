package org.tospace.workloads.lox.compiler;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.tospace.workloads.lox.machine.Machine;
import org.tospace.workloads.lox.syntax.FunctionNode;
import org.tospace.workloads.lox.syntax.Local;

/** The code of one function as it is made: where its variables are, and the instructions that get at them. */
final class Emitter {
    /** Where the JVM passes the frame to a part. */
    private static final int PART_BASE = 2;
    /** Where the JVM passes what every code is passed. */
    private static final int MACHINE = 1;
    private static final int CALLEE = 2;
    private static final int SELF = 4;
    private static final int FIRST_ARGUMENT = 6;
    private static final int LONG_SLOTS = 2;

    private final CodeBuilder code;
    private final Machine machine;
    private final FramePlan plan;
    private final Constants constants;
    private final int firstLine;
    private final Map<Local, Integer> variables = new HashMap<>();
    private final Deque<Integer> freeVariables = new ArrayDeque<>();
    private int base;
    private int temporaries;
    private int closureVariable = CALLEE;

    Emitter(CodeBuilder code, Machine machine, FunctionNode function, FramePlan plan, Constants constants) {
        this.code = code;
        this.machine = machine;
        this.plan = plan;
        this.constants = constants;
        this.firstLine = function.line();
        variables.put(function.self(), SELF);
        if (plan.passedOnStack() == 0) {
            for (int i = 0; i < function.arity(); i++) {
                variables.put(function.parameters().get(i), argument(i));
            }
        }
    }

    /** An emitter for another method of the same function, which finds all variables in the frame. */
    static Emitter ofPart(CodeBuilder code, Machine machine, FunctionNode function, FramePlan plan, Constants constants) {
        Emitter emitter = new Emitter(code, machine, function, plan, constants);
        emitter.base = PART_BASE;
        return emitter;
    }

    void loadSelfAndFrame() {
        code.aload(0).aload(MACHINE).iload(base);
    }

    private static int argument(int index) {
        return FIRST_ARGUMENT + LONG_SLOTS * index;
    }

    CodeBuilder code() {
        return code;
    }

    void loadMachine() {
        code.aload(MACHINE);
    }

    /** The class or closure that was called. */
    void loadCallee() {
        code.lload(CALLEE);
    }

    void call(Entry entry) {
        entry.emit(code);
    }

    /** What follows belongs to a line of the program. */
    void line(int line) {
        code.lineNumber(Math.min(line, 65_535));
    }

    void loadConstant(Object value) {
        constants.load(code, value);
    }

    int codeOf(FunctionNode function) {
        return machine.codeOf(function);
    }

    /** Begins the frame and puts arguments where they belong. */
    void enter(FunctionNode function) {
        if (!plan.hasFrame()) {
            return;
        }
        line(firstLine);
        base = code.allocateLocal(TypeKind.INT);
        loadMachine();
        if (plan.passedOnStack() > 0) {
            code.iload(FIRST_ARGUMENT).loadConstant(plan.passedOnStack()).loadConstant(plan.addedSlots());
            call(Entry.ENTER_WITH_ARGUMENTS);
        } else {
            code.loadConstant(plan.addedSlots());
            call(Entry.ENTER);
        }
        code.istore(base);
        if (plan.passedOnStack() == 0) {
            function.parameters().stream().filter(plan::isRooted).forEach(this::rootArgument);
        }
    }

    private void rootArgument(Local local) {
        code.lload(variables.get(local));
        storeRoot(plan.slotOf(local));
    }

    /** Makes {@code self}, as it was passed, a variable like others. */
    void enterSelf(Local self) {
        if (plan.isRooted(self)) {
            rootArgument(self);
        }
    }

    /** The topmost value on the JVM's stack is the closure that runs. */
    void storeClosure() {
        if (plan.isClosureRooted()) {
            storeRoot(plan.closureSlot());
        } else {
            closureVariable = code.allocateLocal(TypeKind.LONG);
            code.lstore(closureVariable);
        }
    }

    void loadClosure() {
        if (plan.isClosureRooted()) {
            loadRoot(plan.closureSlot());
        } else {
            code.lload(closureVariable);
        }
    }

    boolean isClosureRooted() {
        return plan.isClosureRooted();
    }

    /** Ends the frame; what is on the JVM's stack stays. */
    void leave() {
        if (plan.hasFrame()) {
            loadMachine();
            code.iload(base);
            call(Entry.LEAVE);
        }
    }

    /** What a variable's place holds: its value, or its cell. */
    void loadPlace(Local local) {
        if (plan.isRooted(local)) {
            loadRoot(plan.slotOf(local));
        } else if (local.isAlwaysNumber()) {
            code.dload(variable(local));
        } else {
            code.lload(variable(local));
        }
    }

    void storePlace(Local local) {
        if (plan.isRooted(local)) {
            storeRoot(plan.slotOf(local));
        } else if (local.isAlwaysNumber()) {
            code.dstore(variable(local));
        } else {
            code.lstore(variable(local));
        }
    }

    private int variable(Local local) {
        return variables.computeIfAbsent(local, _ -> code.allocateLocal(TypeKind.LONG));
    }

    private void loadRoot(int slot) {
        loadMachine();
        address(slot);
        call(Entry.LOAD);
    }

    private void storeRoot(int slot) {
        loadMachine();
        address(slot);
        call(Entry.STORE);
    }

    private void address(int slot) {
        code.iload(base);
        if (slot != 0) {
            code.loadConstant(slot).iadd();
        }
    }

    void loadStatic(int slot) {
        loadMachine();
        code.loadConstant(slot);
        call(Entry.LOAD);
    }

    void storeStatic(int slot) {
        loadMachine();
        code.loadConstant(slot);
        call(Entry.STORE);
    }

    /** Puts the topmost value into a root for intermediate values. Given back in reverse order by {@link #takeTemporary}. */
    int keepInRoot() {
        int slot = plan.firstTemporary() + temporaries++;
        storeRoot(slot);
        return slot;
    }

    void loadTemporary(int slot) {
        loadRoot(slot);
    }

    void releaseTemporaries(int count) {
        temporaries -= count;
    }

    /** Puts the topmost value, a long, into a variable of the JVM until {@link #release}. */
    int keepInVariable() {
        int variable = freeVariables.isEmpty() ? code.allocateLocal(TypeKind.LONG) : freeVariables.pop();
        code.lstore(variable);
        return variable;
    }

    int keepNumberInVariable() {
        int variable = freeVariables.isEmpty() ? code.allocateLocal(TypeKind.LONG) : freeVariables.pop();
        code.dstore(variable);
        return variable;
    }

    void release(int variable) {
        freeVariables.push(variable);
    }
}
