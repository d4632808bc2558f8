package org.tospace.gc.documentation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;

/** What a static method prints, and how it ends. */
final class Output {
    private Output() {
    }

    /** Runs a public static method of a class; an exception is told as the JVM would of the main thread. */
    static String of(Class<?> type, String method, String input, Object... arguments) throws Exception {
        PrintStream outputBefore = System.out;
        InputStream inputBefore = System.in;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (PrintStream captured = new PrintStream(output, true, StandardCharsets.UTF_8)) {
            System.setOut(captured);
            System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
            Class<?>[] types = new Class<?>[arguments.length];
            for (int i = 0; i < types.length; i++) {
                types[i] = arguments[i].getClass();
            }
            type.getMethod(method, types).invoke(null, arguments);
        } catch (InvocationTargetException e) {
            output.writeBytes(("Exception in thread \"main\" " + e.getCause() + "\n").getBytes(StandardCharsets.UTF_8));
        } finally {
            System.setOut(outputBefore);
            System.setIn(inputBefore);
        }
        return output.toString(StandardCharsets.UTF_8);
    }

    /** A text in which all addresses are alike. */
    static String withoutAddresses(String text) {
        return text.replaceAll("0x[0-9a-f]+", "0x...");
    }

    /** A text in which all numbers are alike. */
    static String withoutNumbers(String text) {
        return withoutAddresses(text).replaceAll("[0-9]+(\\.[0-9]+)?", "N");
    }
}
