package org.tospace.workloads.lox.machine;

/**
 * What runs when a value is called: one class for each function of the program, made when it is first called, and a few of Java's own.
 *
 * <p>A call is an ordinary virtual call, so the JVM's own inline caches are those of the language. There is a method for each number of
 * arguments; each code overrides that of its own, and the others complain. From {@value #MOST_PASSED} arguments on they are passed
 * on the root stack.
 *
 * <p>References among the arguments are good until the callee's first safepoint: it puts what it needs in roots.
 */
public abstract class Code {
    /** How many arguments are passed as Java's; more are passed as the topmost roots, which the callee removes. */
    public static final int MOST_PASSED = 4;

    /** How the names of the methods begin by which code is called. */
    public static final String CALL = "call";

    private final Function function;

    protected Code(Function function) {
        this.function = function;
    }

    /** What it is the code of. */
    public final Function function() {
        return function;
    }

    /**
     * Runs it.
     *
     * @param callee what is called
     * @param self {@code this}, where it is a method
     */
    protected long call0(Machine machine, long callee, long self) {
        throw wrongCount(0);
    }

    /** Runs it; see {@link #call0}. */
    protected long call1(Machine machine, long callee, long self, long a) {
        throw wrongCount(1);
    }

    /** Runs it; see {@link #call0}. */
    protected long call2(Machine machine, long callee, long self, long a, long b) {
        throw wrongCount(2);
    }

    /** Runs it; see {@link #call0}. */
    protected long call3(Machine machine, long callee, long self, long a, long b, long c) {
        throw wrongCount(3);
    }

    /** Runs it; see {@link #call0}. */
    protected long call4(Machine machine, long callee, long self, long a, long b, long c, long d) {
        throw wrongCount(4);
    }

    /** Runs it with the topmost {@code count} roots as arguments; see {@link #call0}. */
    protected long callMany(Machine machine, long callee, long self, int count) {
        throw wrongCount(count);
    }

    private LoxError wrongCount(int count) {
        return LoxError.of(wrongCount(function.arity(), count));
    }

    static String wrongCount(int arity, int count) {
        return "Expected " + arity + " arguments but got " + count + ".";
    }
}
