package org.tospace.workloads.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChildTest {
    private static final ChildCommand COMMAND = new ChildCommand(List.of("gcbench", "--size", "10"), List.of("--page", "8192"), true);

    private static List<String> words(Variant variant) {
        return COMMAND.of(new Trial(variant, 1 << 24, 1), 700, Path.of("/run.json"), Path.of("/jvm.log"));
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void eachProcessHasOneCollectorAndTheHeapAsked(Variant variant) {
        List<String> words = words(variant);
        assertEquals(1, words.stream().filter(word -> word.matches("-XX:[+]Use\\w+GC")).count(), words.toString());
        assertEquals(variant.isPlain(), words.contains("-Xmx16777216"), words.toString());
        assertEquals(variant.isPlain(), words.contains("-Xms16777216"), words.toString());
        assertEquals(variant.barrier().isPresent(), words.contains("--barrier") && words.contains("--page"), words.toString());
        assertEquals(variant == Variant.IDLE, words.contains("--idle"), words.toString());
        assertTrue(words.contains("--gaps"));
        assertTrue(words.getFirst().startsWith(System.getProperty("java.home")));
    }

    @Test
    void withoutGapsNobodyMeasuresThem() {
        List<String> words = new ChildCommand(List.of("gcbench"), List.of(), false).of(new Trial(Variant.TRAP, 1 << 24, 1), 0, Path.of("/j"),
                Path.of("/l"));
        assertFalse(words.contains("--gaps"));
    }

    @Test
    void whyAProcessFailedIsALineOfItsOutput() {
        assertEquals("the JVM cannot start: Option -XX:+UseShenandoahGC not supported",
                Child.whyOf("Error occurred during initialization of VM\nOption -XX:+UseShenandoahGC not supported\n", 1));
        assertEquals("Heap exhausted.", Child.whyOf("gcbench: FAILED\n\ntospace: Heap exhausted.\nmore\n", 1));
        assertEquals("Exception in thread \"main\" java.lang.OutOfMemoryError: Java heap space",
                Child.whyOf("Exception in thread \"main\" java.lang.OutOfMemoryError: Java heap space\n\tat x\n", 1));
        assertEquals("A fatal error has been detected by the Java Runtime Environment:",
                Child.whyOf("#\n# A fatal error has been detected by the Java Runtime Environment:\n#\n", 134));
        assertEquals("exit code 139", Child.whyOf("", 139));
        assertEquals("exit code 3: something", Child.whyOf("some\nsomething\n", 3));
    }
}
