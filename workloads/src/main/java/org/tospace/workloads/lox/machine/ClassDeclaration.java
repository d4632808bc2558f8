package org.tospace.workloads.lox.machine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tospace.workloads.lox.syntax.ClassNode;
import org.tospace.workloads.lox.syntax.FunctionNode;

/** A class declaration of the program's text, and the layouts that the classes it declares have got, by that of the superclass. */
public final class ClassDeclaration {
    private final ClassNode node;
    private final Map<ClassLayout, ClassLayout> layouts = new HashMap<>();

    /** What is declared. */
    public ClassDeclaration(ClassNode node) {
        this.node = node;
    }

    int nameSlot() {
        return node.nameSlot();
    }

    /** @param inherited the superclass's layout, or null */
    ClassLayout layout(Machine machine, ClassLayout inherited) {
        ClassLayout known = layouts.get(inherited);
        if (known == null) {
            known = machine.metadata().layout(content(machine, inherited == null ? ClassLayout.Content.EMPTY : inherited.content()));
            layouts.put(inherited, known);
        }
        return known;
    }

    private ClassLayout.Content content(Machine machine, ClassLayout.Content inherited) {
        List<String> names = new ArrayList<>(inherited.names());
        List<Integer> codes = new ArrayList<>(inherited.codes());
        for (FunctionNode method : node.methods()) {
            int index = names.indexOf(method.name());
            int code = machine.codeOf(method);
            if (index < 0) {
                names.add(method.name());
                codes.add(code);
            } else {
                codes.set(index, code);
            }
        }
        List<String> fields = new ArrayList<>(inherited.fields());
        node.fields().stream().filter(field -> !inherited.fields().contains(field)).forEach(fields::add);
        return new ClassLayout.Content(List.copyOf(names), List.copyOf(codes), List.copyOf(fields));
    }
}
