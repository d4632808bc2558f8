package org.tospace.workloads.lox.syntax;

import java.util.LinkedHashSet;
import java.util.Set;

/** What the parser knows of the class it is in. */
final class ClassScope {
    private final ClassScope enclosing;
    private final Set<String> fields = new LinkedHashSet<>();
    private boolean hasSuperclass;

    ClassScope(ClassScope enclosing) {
        this.enclosing = enclosing;
    }

    ClassScope enclosing() {
        return enclosing;
    }

    boolean hasSuperclass() {
        return hasSuperclass;
    }

    void inherit() {
        hasSuperclass = true;
    }

    /** The names of fields that are assigned to {@code this}. */
    Set<String> fields() {
        return fields;
    }
}
