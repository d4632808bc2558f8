package org.tospace.workloads.lox.syntax;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A class declaration.
 *
 * @param variable what it is declared as
 * @param nameSlot the static slot that holds the name as a string
 * @param fields the names of fields that its methods assign to {@code this}: a guess at what instances will have
 */
public record ClassNode(String name, int nameSlot, Variable variable, Optional<Superclass> superclass, List<FunctionNode> methods,
        Set<String> fields, int line) {
    /**
     * What it inherits from.
     *
     * @param variable what methods know as {@code super}
     */
    public record Superclass(Expr expression, Local variable, int line) {
    }
}
