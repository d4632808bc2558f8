package org.tospace.workloads.lox.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * A local variable, a parameter, {@code this} or {@code super}. The parser finds out what is to be known of it before code is made: whether a
 * function inside captures it, and what is ever assigned to it.
 */
public final class Local {
    private static final int UNINITIALIZED = -1;

    private final String name;
    private int depth = UNINITIALIZED;
    private boolean captured;
    private boolean assigned;
    private boolean alwaysNumber;
    /** Everything that it may be, as far as that is written down; null when it may be anything. */
    private List<Expr> values = new ArrayList<>();

    Local(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** How deep in scopes it was declared. */
    int depth() {
        return depth;
    }

    boolean isInitialized() {
        return depth != UNINITIALIZED;
    }

    void initialize(int scopeDepth) {
        depth = scopeDepth;
    }

    void capture() {
        captured = true;
    }

    /** It gets the value of an expression when it is declared. */
    void declaredAs(Expr value) {
        if (values != null) {
            values.add(value);
        }
    }

    /** It is assigned to after it was declared. */
    void assignedTo(Expr value) {
        assigned = true;
        declaredAs(value);
    }

    /** It holds what is not written down, such as a function or an argument. */
    void holdsAnything() {
        values = null;
    }

    /** Whether a function inside uses it: then it lives in a cell of its own. */
    public boolean isCaptured() {
        return captured;
    }

    /** Whether it is ever changed after its declaration. */
    public boolean isAssigned() {
        return assigned;
    }

    /** Whether it never holds anything but a number; see {@link FunctionNode#inferNumbers}. */
    public boolean isAlwaysNumber() {
        return alwaysNumber;
    }

    void supposeNumber() {
        alwaysNumber = !captured && values != null;
    }

    void forgetNumber() {
        alwaysNumber = false;
    }

    /** Takes the supposition back if something that is assigned need not be a number. Returns whether it did. */
    boolean refuteNumber() {
        if (alwaysNumber && !values.stream().allMatch(Expr::isNumber)) {
            alwaysNumber = false;
            return true;
        }
        return false;
    }
}
