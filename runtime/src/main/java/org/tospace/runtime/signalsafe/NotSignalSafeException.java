package org.tospace.runtime.signalsafe;

/**
 * A method is outside the signal-safe subset. The message names the class, the method, the line and what is wrong:
 * {@code org.example.Scanner.scan(long), line 12: creates an object, which signal-safe code cannot}.
 */
public final class NotSignalSafeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The class's binary name. */
    private final String className;
    /** The method's name and parameter types. */
    private final String method;
    /** The line, or 0 where the class file has none. */
    private final int line;

    /**
     * A refusal.
     *
     * @param className the class's binary name
     * @param method the method's name and parameter types
     * @param line which line, 0 if not known
     * @param reason what is wrong, as the end of a sentence that starts with the place
     */
    public NotSignalSafeException(String className, String method, int line, String reason) {
        super(className + "." + method + (line == 0 ? "" : ", line " + line) + ": " + reason);
        this.className = className;
        this.method = method;
        this.line = line;
    }

    /**
     * The class.
     *
     * @return its binary name, as in {@code org.example.Scanner}
     */
    public String className() {
        return className;
    }

    /**
     * The method.
     *
     * @return its name and parameter types, as in {@code scan(long)}
     */
    public String method() {
        return method;
    }

    /**
     * The line in the class's source file.
     *
     * @return the line, or 0 where the class file does not say
     */
    public int line() {
        return line;
    }
}
