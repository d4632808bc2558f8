package org.tospace.runtime.signalsafe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.classfile.ClassFile;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InstructionFormsTest {

    private static final String REFERENCES = "ALOAD.*|ASTORE.*|ACONST_NULL|ARETURN|ATHROW|IF_ACMP..|IFNULL|IFNONNULL|NEW|CHECKCAST"
            + "|INSTANCEOF|MONITOR.*|GETFIELD|PUTFIELD|PUTSTATIC|INVOKE(VIRTUAL|SPECIAL|INTERFACE|DYNAMIC)";
    private static final String ARRAYS = ".ALOAD|.ASTORE|NEWARRAY|ANEWARRAY|MULTIANEWARRAY|ARRAYLENGTH";
    private static final String FLOATING = "[FD](LOAD|STORE|CONST|ADD|SUB|MUL|DIV|REM|NEG|CMP|RETURN).*|[FD]2.|.2[FD]";
    private static final String SUBROUTINES = "JSR|JSR_W|RET|RET_W";

    @Test
    void everyFormDoesWhatTheJvmDoes() throws Throwable {
        List<InstructionForms.Form> forms = InstructionForms.all();
        Class<?> loaded = new GeneratedClasses().define("org.tospace.generated.Forms", InstructionForms.classFile(forms));
        List<EntryPoint> entries = forms.stream().map(form -> new EntryPoint(loaded, form.name(), form.descriptor())).toList();
        try (SignalSafeCode code = SignalSafeCompiler.compile(entries)) {
            for (EntryPoint entry : entries) {
                MethodType type = MethodType.fromMethodDescriptorString(entry.descriptor(), loaded.getClassLoader());
                MethodHandle java = MethodHandles.lookup().findStatic(loaded, entry.name(), type);
                if (type.parameterType(0) == int.class) {
                    compareInts(entry, java, code.handle(entry));
                } else {
                    compareLongs(entry, java, code.handle(entry));
                }
            }
        }
    }

    private static void compareInts(EntryPoint entry, MethodHandle java, MethodHandle compiled) throws Throwable {
        for (int a : RandomExpression.INTERESTING_INTS) {
            for (int b : RandomExpression.INTERESTING_INTS) {
                assertEquals(java.invoke(a, b), compiled.invoke(a, b), () -> entry + " of " + a + ", " + b);
            }
        }
    }

    private static void compareLongs(EntryPoint entry, MethodHandle java, MethodHandle compiled) throws Throwable {
        for (long a : RandomExpression.INTERESTING_LONGS) {
            for (long b : RandomExpression.INTERESTING_LONGS) {
                assertEquals(java.invoke(a, b), compiled.invoke(a, b), () -> entry + " of " + a + ", " + b);
            }
        }
    }

    @Test
    void everyOpcodeIsEitherCompiledHereOrRefused() {
        Set<Opcode> compiled = EnumSet.noneOf(Opcode.class);
        for (MethodModel method : ClassFile.of().parse(InstructionForms.classFile(InstructionForms.all())).methods()) {
            method.code().orElseThrow().forEach(element -> {
                if (element instanceof Instruction instruction) {
                    compiled.add(instruction.opcode());
                }
            });
        }
        Set<Opcode> refused = EnumSet.noneOf(Opcode.class);
        for (Opcode opcode : Opcode.values()) {
            if (opcode.name().matches(REFERENCES + "|" + ARRAYS + "|" + FLOATING + "|" + SUBROUTINES)) {
                refused.add(opcode);
            }
        }
        Set<Opcode> both = EnumSet.copyOf(compiled);
        both.retainAll(refused);
        assertEquals(Set.of(), both);
        Set<Opcode> all = EnumSet.copyOf(compiled);
        all.addAll(refused);
        assertEquals(EnumSet.allOf(Opcode.class), all);
    }
}
