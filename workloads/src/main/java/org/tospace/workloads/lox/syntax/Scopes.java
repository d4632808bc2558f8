package org.tospace.workloads.lox.syntax;

/** Where the parser is: in which function, and in which class. */
final class Scopes {
    private FunctionScope function;
    private ClassScope enclosingClass;

    FunctionScope function() {
        return function;
    }

    void enter(FunctionScope scope) {
        function = scope;
    }

    void leaveFunction() {
        function = function.enclosing();
    }

    ClassScope enterClass() {
        enclosingClass = new ClassScope(enclosingClass);
        return enclosingClass;
    }

    void leaveClass() {
        enclosingClass = enclosingClass.enclosing();
    }

    boolean isInClass() {
        return enclosingClass != null;
    }

    boolean hasSuperclass() {
        return enclosingClass.hasSuperclass();
    }

    /** A field of an object is assigned to; if the object is {@code this}, its class will have such a field. */
    void noteField(Expr object, String name) {
        if (enclosingClass != null && object instanceof Expr.LocalGet(Local local) && local.name().equals("this")) {
            enclosingClass.fields().add(name);
        }
    }
}
