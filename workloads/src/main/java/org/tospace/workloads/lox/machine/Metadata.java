package org.tospace.workloads.lox.machine;

import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.tospace.workloads.lox.syntax.FunctionNode;

/** The numbered tables that descriptors lead to. */
final class Metadata {
    private final Machine machine;
    private final CodeFactory factory;
    private Code[] codes = new Code[16];
    private int codeCount;
    private Shape[] shapes = new Shape[16];
    private int shapeCount;
    private final Map<FunctionNode, Integer> functions = new IdentityHashMap<>();
    private final Map<ClassLayout.Content, ClassLayout> layouts = new HashMap<>();
    private final Map<Integer, ClassLayout> layoutsByCode = new HashMap<>();
    private final Map<Class<?>, Function> functionsByClass = new HashMap<>();
    /** The nodes of functions by code number. */
    private final Map<Integer, FunctionNode> nodes = new HashMap<>();

    Metadata(Machine machine, CodeFactory factory) {
        this.machine = machine;
        this.factory = factory;
    }

    /** The code of this number, which may still be lazy. */
    Code code(int number) {
        return codes[number];
    }

    /** The code of this number, made if it was not yet. */
    Code readyCode(int number) {
        if (codes[number] instanceof LazyCode lazy) {
            codes[number] = lazy.make();
            functionsByClass.put(codes[number].getClass(), codes[number].function());
        }
        return codes[number];
    }

    /** Adds code that knows its number. */
    int addCode(IntFunction<Code> maker) {
        if (codeCount == codes.length) {
            codes = Arrays.copyOf(codes, 2 * codeCount);
        }
        int number = codeCount++;
        codes[number] = maker.apply(number);
        return number;
    }

    /** The number of a function's code. */
    int codeOf(FunctionNode node) {
        Integer known = functions.get(node);
        if (known == null) {
            Function function = new Function(node.name(), node.arity());
            known = addCode(number -> new LazyCode(function, number, () -> factory.function(machine, node)));
            functions.put(node, known);
            nodes.put(known, node);
        }
        return known;
    }

    /** Whether a function's code needs the closure that it is called by. */
    boolean needsClosure(int code) {
        return !nodes.get(code).upvalues().isEmpty();
    }

    /** The function that a class of generated code runs. */
    Function functionOf(Class<?> code) {
        return functionsByClass.get(code);
    }

    Shape shape(int number) {
        return shapes[number];
    }

    Shape addShape(IntFunction<Shape> maker) {
        if (shapeCount == shapes.length) {
            shapes = Arrays.copyOf(shapes, 2 * shapeCount);
        }
        int number = shapeCount++;
        shapes[number] = maker.apply(number);
        return shapes[number];
    }

    /** The one layout with this content. */
    ClassLayout layout(ClassLayout.Content content) {
        ClassLayout known = layouts.get(content);
        if (known == null) {
            known = new ClassLayout(content);
            layouts.put(content, known);
            int number = addConstructor(known);
            layoutsByCode.put(number, known);
            known.complete(machine, number);
        }
        return known;
    }

    private int addConstructor(ClassLayout layout) {
        Instantiation instantiation = new Instantiation(layout);
        int slot = layout.slotOf(ClassLayout.INITIALIZER);
        if (slot < 0) {
            return addCode(_ -> new InstanceCode(new Function("", 0), instantiation));
        }
        FunctionNode initializer = nodes.get(layout.codeIn(slot));
        Function function = new Function(initializer.name(), initializer.arity());
        return addCode(number -> new LazyCode(function, number, () -> factory.constructor(machine, initializer, instantiation)));
    }

    /** The layout of the classes with this descriptor. */
    ClassLayout layoutOf(long classDescriptor) {
        return layoutsByCode.get((int) classDescriptor);
    }
}
