package org.tospace.workloads.lox.compiler;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tospace.workloads.lox.machine.Code;
import org.tospace.workloads.lox.syntax.FunctionNode;
import org.tospace.workloads.lox.syntax.Local;

/**
 * Which variables of a function live in its frame on the root stack, and how large that is.
 *
 * <p>A variable is rooted when a safepoint lies between its first definition and its last use, in the order of evaluation (a linear-scan interval:
 * Poletto and Sarkar 1999); what is used in a loop and defined before it is used until the loop's end. Frame slots: arguments that are passed on the
 * stack, other rooted variables, then intermediate values.
 */
final class FramePlan {
    private final Map<Local, Integer> slots = new HashMap<>();
    private final int passedOnStack;
    private int next;
    private int closureSlot = -1;
    private int temporaries;
    private final boolean makesCalls;

    private FramePlan(FunctionNode function) {
        makesCalls = function.makesCalls();
        passedOnStack = function.arity() > Code.MOST_PASSED ? function.arity() : 0;
    }

    /**
     * The plan for a function.
     *
     * @param isConstructor whether the code makes the instance that it initializes
     * @param isInParts whether the code is cut into several methods, which share the frame only: then all variables are rooted
     */
    static FramePlan of(FunctionNode function, boolean isConstructor, boolean isInParts) {
        FramePlan plan = new FramePlan(function);
        Lifetimes lifetimes = new Lifetimes();
        Walk walk = new Walk(lifetimes);
        walk.function(function, isConstructor);
        plan.place(function, lifetimes, isInParts);
        plan.temporaries = walk.mostTemporaries();
        return plan;
    }

    private void place(FunctionNode function, Lifetimes lifetimes, boolean isInParts) {
        List<Local> stacked = function.parameters().subList(0, passedOnStack);
        stacked.forEach(local -> slots.put(local, next++));
        for (Local local : function.locals()) {
            if (!slots.containsKey(local) && !local.isAlwaysNumber() && (isInParts || lifetimes.crossesSafepoint(local))) {
                slots.put(local, next++);
            }
        }
        if (!function.upvalues().isEmpty() && (isInParts || lifetimes.crossesSafepoint(Lifetimes.CLOSURE))) {
            closureSlot = next++;
        }
    }

    boolean isRooted(Local local) {
        return slots.containsKey(local);
    }

    int slotOf(Local local) {
        return slots.get(local);
    }

    boolean isClosureRooted() {
        return closureSlot >= 0;
    }

    int closureSlot() {
        return closureSlot;
    }

    /** The first slot for intermediate values. */
    int firstTemporary() {
        return next;
    }

    /** Whether there is a frame: where there are calls there is one, so that the root stack bounds the depth of recursion. */
    boolean hasFrame() {
        return makesCalls || slotCount() > 0 || passedOnStack > 0;
    }

    int passedOnStack() {
        return passedOnStack;
    }

    /** How many slots are to be added for the frame. */
    int addedSlots() {
        return Math.max(slotCount(), 1) - passedOnStack;
    }

    private int slotCount() {
        return next + temporaries;
    }
}
