package org.tospace.workloads.lox.syntax;

import java.util.List;

/**
 * An expression. Lines are those that an error in it is reported for: where the parser was when it had read it.
 *
 * <p>Two things are known of every expression without running it, and decide how code for it is made: whether a collection may happen
 * while it is evaluated, and whether its value may be a reference.
 */
public sealed interface Expr {
    /** Whether evaluating it may meet a safepoint: then references held meanwhile must be in roots. */
    boolean collects();

    /** Whether its value, if it has one, is always a number. */
    default boolean isNumber() {
        return false;
    }

    /** Whether its value, if it has one, is always true or false. */
    default boolean isBoolean() {
        return false;
    }

    /** Whether its value is never a reference. */
    default boolean isPlain() {
        return isNumber() || isBoolean();
    }

    /** Whether it can as well be evaluated later, with nothing lost or changed. */
    default boolean isConstant() {
        return false;
    }

    /** A number as written. */
    record NumberLiteral(double value) implements Expr {
        @Override
        public boolean collects() {
            return false;
        }

        @Override
        public boolean isNumber() {
            return true;
        }

        @Override
        public boolean isConstant() {
            return true;
        }
    }

    /**
     * A string as written.
     *
     * @param slot the static slot that holds it
     */
    record StringLiteral(int slot) implements Expr {
        @Override
        public boolean collects() {
            return false;
        }

        @Override
        public boolean isConstant() {
            return true;
        }
    }

    /** {@code true} or {@code false}. */
    record BooleanLiteral(boolean value) implements Expr {
        @Override
        public boolean collects() {
            return false;
        }

        @Override
        public boolean isBoolean() {
            return true;
        }

        @Override
        public boolean isConstant() {
            return true;
        }
    }

    /** {@code nil}. */
    record NilLiteral() implements Expr {
        @Override
        public boolean collects() {
            return false;
        }

        @Override
        public boolean isPlain() {
            return true;
        }

        @Override
        public boolean isConstant() {
            return true;
        }
    }

    /** The value of a local variable of the same function. */
    record LocalGet(Local local) implements Expr {
        @Override
        public boolean collects() {
            return false;
        }

        @Override
        public boolean isNumber() {
            return local.isAlwaysNumber();
        }

        @Override
        public boolean isConstant() {
            return !local.isAssigned();
        }
    }

    /** Changes a local variable of the same function. */
    record LocalSet(Local local, Expr value) implements Expr {
        @Override
        public boolean collects() {
            return value.collects();
        }

        @Override
        public boolean isNumber() {
            return value.isNumber();
        }

        @Override
        public boolean isBoolean() {
            return value.isBoolean();
        }
    }

    /** The value of a variable of a function around this one. */
    record UpvalueGet(int index) implements Expr {
        @Override
        public boolean collects() {
            return false;
        }
    }

    /** Changes a variable of a function around this one. */
    record UpvalueSet(int index, Expr value) implements Expr {
        @Override
        public boolean collects() {
            return value.collects();
        }
    }

    /**
     * The value of a global variable.
     *
     * @param slot the static slot that holds it
     */
    record GlobalGet(String name, int slot, int line) implements Expr {
        @Override
        public boolean collects() {
            return false;
        }
    }

    /**
     * Changes a global variable.
     *
     * @param slot the static slot that holds it
     */
    record GlobalSet(String name, int slot, Expr value, int line) implements Expr {
        @Override
        public boolean collects() {
            return value.collects();
        }
    }

    /** {@code -a}. */
    record Negate(Expr operand, int line) implements Expr {
        @Override
        public boolean collects() {
            return operand.collects();
        }

        @Override
        public boolean isNumber() {
            return true;
        }
    }

    /** {@code !a}. */
    record Not(Expr operand) implements Expr {
        @Override
        public boolean collects() {
            return operand.collects();
        }

        @Override
        public boolean isBoolean() {
            return true;
        }
    }

    /** Two operands, both of which are evaluated. */
    record Binary(Operator operator, Expr left, Expr right, int line) implements Expr {
        @Override
        public boolean collects() {
            return left.collects() || right.collects() || isConcatenation();
        }

        /** Whether it may put strings together: a number on either side leaves only a sum, or an error. */
        private boolean isConcatenation() {
            return operator == Operator.ADD && !left.isNumber() && !right.isNumber();
        }

        @Override
        public boolean isNumber() {
            return operator.isArithmetic() || operator == Operator.ADD && !isConcatenation();
        }

        @Override
        public boolean isBoolean() {
            return !operator.isArithmetic() && operator != Operator.ADD;
        }
    }

    /** {@code and} and {@code or}. */
    record Logical(boolean isAnd, Expr left, Expr right) implements Expr {
        @Override
        public boolean collects() {
            return left.collects() || right.collects();
        }

        @Override
        public boolean isNumber() {
            return left.isNumber() && right.isNumber();
        }

        @Override
        public boolean isBoolean() {
            return left.isBoolean() && right.isBoolean();
        }

        @Override
        public boolean isPlain() {
            return left.isPlain() && right.isPlain();
        }
    }

    /** {@code callee(arguments)}. */
    record Call(Expr callee, List<Expr> arguments, int line) implements Expr {
        @Override
        public boolean collects() {
            return true;
        }
    }

    /** {@code object.name}: a field, or a method bound to the object. */
    record Get(Expr object, String name, int line) implements Expr {
        @Override
        public boolean collects() {
            return true;
        }
    }

    /** {@code object.name = value}. */
    record Set(Expr object, String name, Expr value, int line) implements Expr {
        @Override
        public boolean collects() {
            return true;
        }
    }

    /** {@code object.name(arguments)}. */
    record Invoke(Expr object, String name, List<Expr> arguments, int line) implements Expr {
        @Override
        public boolean collects() {
            return true;
        }
    }

    /**
     * {@code super.name}.
     *
     * @param self what {@code this} means here
     * @param superclass what {@code super} means here
     */
    record SuperGet(Expr self, Expr superclass, String name, int line) implements Expr {
        @Override
        public boolean collects() {
            return true;
        }
    }

    /**
     * {@code super.name(arguments)}.
     *
     * @param self what {@code this} means here
     * @param superclass what {@code super} means here
     */
    record SuperInvoke(Expr self, Expr superclass, String name, List<Expr> arguments, int line) implements Expr {
        @Override
        public boolean collects() {
            return true;
        }
    }
}
