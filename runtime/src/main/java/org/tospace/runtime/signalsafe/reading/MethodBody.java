package org.tospace.runtime.signalsafe.reading;

import java.lang.classfile.Annotation;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tospace.runtime.signalsafe.OutOfLine;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * A method read from its class file: its instructions numbered, each with offset and line. Nothing is checked yet. Immutable.
 */
public final class MethodBody {

    private static final ClassDesc SIGNAL_SAFE = SignalSafe.class.describeConstable().orElseThrow();
    private static final ClassDesc OUT_OF_LINE = OutOfLine.class.describeConstable().orElseThrow();

    private final MethodName name;
    private final Set<AccessFlag> flags;
    private final boolean signalSafe;
    private final boolean outOfLine;
    private final boolean handlers;
    private final int maxLocals;
    private final List<Bytecode> code;
    private final Map<Label, Integer> targets;

    private MethodBody(ClassModel owner, MethodModel method, MethodName name) {
        this.name = name;
        this.flags = method.flags().flags();
        this.signalSafe = isMarked(method, SIGNAL_SAFE) || isMarked(owner, SIGNAL_SAFE);
        this.outOfLine = isMarked(method, OUT_OF_LINE);
        CodeAttribute attribute = method.findAttribute(Attributes.code()).orElse(null);
        this.handlers = attribute != null && !attribute.exceptionHandlers().isEmpty();
        this.maxLocals = attribute == null ? 0 : attribute.maxLocals();
        List<Bytecode> instructions = new ArrayList<>();
        this.targets = new HashMap<>();
        if (attribute != null) {
            decode(attribute, instructions);
        }
        this.code = List.copyOf(instructions);
    }

    /** Reads a method of a class. */
    static MethodBody of(ClassModel owner, MethodModel method) {
        return new MethodBody(owner, method,
                new MethodName(owner.thisClass().asInternalName(), method.methodName().stringValue(), method.methodTypeSymbol()));
    }

    private void decode(CodeAttribute attribute, List<Bytecode> instructions) {
        int offset = 0;
        int line = 0;
        for (CodeElement element : attribute) {
            switch (element) {
                case LineNumber number -> line = number.line();
                case LabelTarget target -> targets.put(target.label(), instructions.size());
                case Instruction instruction -> {
                    instructions.add(new Bytecode(instructions.size(), offset, line, instruction));
                    offset += instruction.sizeInBytes();
                }
                default -> { }
            }
        }
    }

    private static boolean isMarked(AttributedElement element, ClassDesc mark) {
        return element.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                .flatMap(attribute -> attribute.annotations().stream()).map(Annotation::classSymbol).anyMatch(mark::equals);
    }

    /** The method's name. */
    public MethodName name() {
        return name;
    }

    /** The method's modifiers. */
    public Set<AccessFlag> flags() {
        return flags;
    }

    /** Whether the method or its class is marked {@link SignalSafe}. */
    public boolean isSignalSafe() {
        return signalSafe;
    }

    /** Whether the method is marked {@link OutOfLine}. */
    public boolean isOutOfLine() {
        return outOfLine;
    }

    /** Whether the method catches exceptions. */
    public boolean hasHandlers() {
        return handlers;
    }

    /** How many local variables there are, longs counted twice. */
    public int maxLocals() {
        return maxLocals;
    }

    /** The instructions; none for a method without code. */
    public List<Bytecode> code() {
        return code;
    }

    /** The line the method's code starts in, 0 if not known. */
    public int firstLine() {
        return code.isEmpty() ? 0 : code.getFirst().line();
    }

    /** The number of the instruction that a label stands before. */
    public int target(Label label) {
        return targets.get(label);
    }

    /** Whether a label stands before an instruction, so that control may come there from elsewhere. */
    public boolean isTarget(int index) {
        return targets.containsValue(index);
    }
}
