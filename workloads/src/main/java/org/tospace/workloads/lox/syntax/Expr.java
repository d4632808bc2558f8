package org.tospace.workloads.lox.syntax;

import java.util.List;

/**
 * An expression. Lines are those that an error in it is reported for: where the parser was when it had read it.
 *
 * <p>Some things are known of an expression without running it, and decide how code for it is made: {@link #facts}. They are found in one walk over the
 * expression, each time they are asked for: what they say changes with what is supposed of local variables.
 */
public sealed interface Expr {
    /** Nothing is known: it may be any value, and evaluating it meets no safepoint. */
    int NOTHING = 0;
    /** Evaluating it may meet a safepoint: then references held meanwhile must be in roots. */
    int COLLECTS = 1;
    /** Its value, if it has one, is never a reference. */
    int PLAIN = 2;
    /** Its value, if it has one, is always a number. */
    int NUMBER = 4 | PLAIN;
    /** Its value, if it has one, is always true or false. */
    int BOOLEAN = 8 | PLAIN;

    /** What is known of it, together. */
    int facts();

    /** Whether evaluating it may meet a safepoint. */
    default boolean collects() {
        return (facts() & COLLECTS) == COLLECTS;
    }

    /** Whether its value, if it has one, is always a number. */
    default boolean isNumber() {
        return (facts() & NUMBER) == NUMBER;
    }

    /** Whether its value, if it has one, is always true or false. */
    default boolean isBoolean() {
        return (facts() & BOOLEAN) == BOOLEAN;
    }

    /** Whether its value is never a reference. */
    default boolean isPlain() {
        return (facts() & PLAIN) == PLAIN;
    }

    /** Whether it can as well be evaluated later, with nothing lost or changed. */
    default boolean isConstant() {
        return false;
    }

    /** A number as written. */
    record NumberLiteral(double value) implements Expr {
        @Override
        public int facts() {
            return NUMBER;
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
        public int facts() {
            return NOTHING;
        }

        @Override
        public boolean isConstant() {
            return true;
        }
    }

    /** {@code true} or {@code false}. */
    record BooleanLiteral(boolean value) implements Expr {
        @Override
        public int facts() {
            return BOOLEAN;
        }

        @Override
        public boolean isConstant() {
            return true;
        }
    }

    /** {@code nil}. */
    record NilLiteral() implements Expr {
        @Override
        public int facts() {
            return PLAIN;
        }

        @Override
        public boolean isConstant() {
            return true;
        }
    }

    /** The value of a local variable of the same function. */
    record LocalGet(Local local) implements Expr {
        @Override
        public int facts() {
            return local.isAlwaysNumber() ? NUMBER : NOTHING;
        }

        @Override
        public boolean isConstant() {
            return !local.isAssigned();
        }
    }

    /** Changes a local variable of the same function. */
    record LocalSet(Local local, Expr value) implements Expr {
        @Override
        public int facts() {
            return value.facts();
        }
    }

    /** The value of a variable of a function around this one. */
    record UpvalueGet(int index) implements Expr {
        @Override
        public int facts() {
            return NOTHING;
        }
    }

    /** Changes a variable of a function around this one. */
    record UpvalueSet(int index, Expr value) implements Expr {
        @Override
        public int facts() {
            return value.facts() & COLLECTS;
        }
    }

    /**
     * The value of a global variable.
     *
     * @param slot the static slot that holds it
     */
    record GlobalGet(String name, int slot, int line) implements Expr {
        @Override
        public int facts() {
            return NOTHING;
        }
    }

    /**
     * Changes a global variable.
     *
     * @param slot the static slot that holds it
     */
    record GlobalSet(String name, int slot, Expr value, int line) implements Expr {
        @Override
        public int facts() {
            return value.facts() & COLLECTS;
        }
    }

    /** {@code -a}. */
    record Negate(Expr operand, int line) implements Expr {
        @Override
        public int facts() {
            return operand.facts() & COLLECTS | NUMBER;
        }
    }

    /** {@code !a}. */
    record Not(Expr operand) implements Expr {
        @Override
        public int facts() {
            return operand.facts() & COLLECTS | BOOLEAN;
        }
    }

    /** Two operands, both of which are evaluated. */
    record Binary(Operator operator, Expr left, Expr right, int line) implements Expr {
        @Override
        public int facts() {
            int either = left.facts() | right.facts();
            int result = switch (operator) {
                case SUBTRACT, MULTIPLY, DIVIDE -> NUMBER;
                case EQUAL, GREATER, LESS -> BOOLEAN;
                // A number on either side leaves only a sum, or an error; else strings may be put together.
                case ADD -> (either & NUMBER) == NUMBER ? NUMBER : COLLECTS;
            };
            return either & COLLECTS | result;
        }
    }

    /** {@code and} and {@code or}. */
    record Logical(boolean isAnd, Expr left, Expr right) implements Expr {
        @Override
        public int facts() {
            int first = left.facts();
            int second = right.facts();
            return (first | second) & COLLECTS | first & second & (NUMBER | BOOLEAN);
        }
    }

    /** {@code callee(arguments)}. */
    record Call(Expr callee, List<Expr> arguments, int line) implements Expr {
        @Override
        public int facts() {
            return COLLECTS;
        }
    }

    /** {@code object.name}: a field, or a method bound to the object. */
    record Get(Expr object, String name, int line) implements Expr {
        @Override
        public int facts() {
            return COLLECTS;
        }
    }

    /** {@code object.name = value}. */
    record Set(Expr object, String name, Expr value, int line) implements Expr {
        @Override
        public int facts() {
            return COLLECTS;
        }
    }

    /** {@code object.name(arguments)}. */
    record Invoke(Expr object, String name, List<Expr> arguments, int line) implements Expr {
        @Override
        public int facts() {
            return COLLECTS;
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
        public int facts() {
            return COLLECTS;
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
        public int facts() {
            return COLLECTS;
        }
    }
}
