package org.tospace.runtime.signalsafe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    private static final Path SOURCE = Path.of("src/test/java/org/tospace/runtime/signalsafe/Refused.java");
    private static final Pattern METHOD = Pattern.compile("    (?:static )?(?:synchronized )?\\w+ (\\w+)\\(.*\\{");
    private static final Pattern MARK = Pattern.compile(".*// refused(?: of (\\w+))?: (.*)");

    @Test
    void everyRefusalNamesClassMethodLineAndReason() throws IOException {
        List<String> lines = Files.readAllLines(SOURCE);
        String method = "";
        int refusals = 0;
        for (int i = 0; i < lines.size(); i++) {
            Matcher declaration = METHOD.matcher(lines.get(i));
            if (declaration.matches()) {
                method = declaration.group(1);
            }
            Matcher mark = MARK.matcher(lines.get(i));
            if (mark.matches()) {
                NotSignalSafeException refusal = refusal(mark.group(1) == null ? method : mark.group(1));
                assertEquals(Refused.class.getName(), refusal.className());
                assertEquals(method, refusal.method().substring(0, refusal.method().indexOf('(')));
                assertEquals(i + 1, refusal.line(), refusal::getMessage);
                assertTrue(refusal.getMessage().startsWith(Refused.class.getName() + "." + refusal.method() + ", line " + (i + 1) + ": "),
                        refusal::getMessage);
                assertTrue(refusal.getMessage().contains(mark.group(2)), refusal::getMessage);
                refusals++;
            }
        }
        assertEquals(30, refusals);
    }

    private static NotSignalSafeException refusal(String name) {
        return assertThrows(NotSignalSafeException.class,
                () -> SignalSafeCompiler.compile(List.of(EntryPoint.of(Refused.class, name))).close(), name);
    }

    @Test
    void aCalleeIsRefusedAtItsOwnLine() {
        assertEquals("newObject(long)", refusal("deepCallee").method());
    }

    @Test
    void aNativeMethodIsRefusedWithoutALine() {
        NotSignalSafeException refusal = refusal("nativeMethod");
        assertEquals(0, refusal.line());
        assertEquals("org.tospace.runtime.signalsafe.Refused.nativeMethod(long): has no bytecode (native)", refusal.getMessage());
    }

    @Test
    void anEntryPointMustBeMarked() {
        NotSignalSafeException refusal = assertThrows(NotSignalSafeException.class,
                () -> SignalSafeCompiler.compile(List.of(EntryPoint.of(Unmarked.class, "callee"))));
        assertTrue(refusal.getMessage().contains("is not marked @SignalSafe, nor is its class"), refusal::getMessage);
        SignalSafeCompiler.compile(List.of(EntryPoint.of(Unmarked.class, "marked"))).close();
    }

    @Test
    void instructionsThatFollowAReferenceAreRefusedToo() {
        ClassDesc exception = ClassDesc.of("java.lang.RuntimeException");
        refused("uses a reference", code -> code.aconst_null().checkcast(exception).pop().lconst_0().lreturn());
        refused("uses a reference", code -> code.aconst_null().athrow());
        refused("uses an array", code -> code.iconst_1().newarray(TypeKind.INT).arraylength().i2l().lreturn());
        refused("uses an array", code -> code.iconst_1().anewarray(exception).pop().lconst_0().lreturn());
        refused("computes in floating point", code -> code.fconst_0().f2l().lreturn());
        refused("computes in floating point", code -> code.lload(0).l2d().dstore(2).lconst_0().lreturn());
    }

    private static void refused(String reason, Consumer<CodeBuilder> body) {
        byte[] bytes = ClassFile.of().build(ClassDesc.of("org.tospace.generated.Refused"), builder -> {
            builder.with(RuntimeVisibleAnnotationsAttribute.of(Annotation.of(SignalSafe.class.describeConstable().orElseThrow())));
            builder.withMethodBody("method", MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_long), ClassFile.ACC_STATIC, body);
        });
        Class<?> loaded = new GeneratedClasses().define("org.tospace.generated.Refused", bytes);
        NotSignalSafeException refusal = assertThrows(NotSignalSafeException.class,
                () -> SignalSafeCompiler.compile(List.of(new EntryPoint(loaded, "method", "(J)J"))));
        assertTrue(refusal.getMessage().contains(reason), refusal::getMessage);
    }
}
