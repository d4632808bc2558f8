package org.tospace.workloads.lox.machine;

import java.util.List;

/**
 * What classes of equal content have in common, whenever and however often they are declared: which methods they have, in which slots of the
 * class, with which code. Made by one machine, for its thread.
 */
final class ClassLayout {
    /** The slot of a class that holds its first method; before it the descriptor and the name. */
    static final int FIRST_METHOD = 2;
    static final String INITIALIZER = "init";

    private final Content content;
    private int code;
    private Shape firstShape;

    /**
     * What makes two layouts the same.
     *
     * @param names of methods, in the order of their slots
     * @param codes the code numbers of those methods
     * @param fields the names of fields that instances will probably have
     */
    record Content(List<String> names, List<Integer> codes, List<String> fields) {
        static final Content EMPTY = new Content(List.of(), List.of(), List.of());
    }

    ClassLayout(Content content) {
        this.content = content;
    }

    /** Sets the rest: what is called to make an instance. */
    void complete(Machine machine, int codeNumber) {
        code = codeNumber;
        firstShape = Shape.first(machine, this, content.fields.size());
    }

    Content content() {
        return content;
    }

    int methodCount() {
        return content.names.size();
    }

    /** The slot of a class that holds the method of this name; -1 when there is none. */
    int slotOf(String method) {
        int index = content.names.indexOf(method);
        return index < 0 ? -1 : FIRST_METHOD + index;
    }

    /** The number of a method's code. */
    int codeIn(int slot) {
        return content.codes.get(slot - FIRST_METHOD);
    }

    long descriptor() {
        return Kind.descriptor(Kind.CLASS, code);
    }

    Shape firstShape() {
        return firstShape;
    }

    /** Instances have turned out to have more fields than fit them: those to come shall have more room. */
    void makeRoom(Machine machine, Shape outgrown) {
        if (outgrown.capacity() == firstShape.capacity()) {
            firstShape = Shape.first(machine, this, 2 * outgrown.capacity() + 2);
        }
    }
}
