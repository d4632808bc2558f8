package org.tospace.gc.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every public type has an example in its Javadoc, or is in one of the type around it, and all examples compile. */
class JavadocExamplesTest {
    @ParameterizedTest
    @ValueSource(strings = {".", "value"})
    void examplesCompile(String folder) {
        Map<String, String> sources = new LinkedHashMap<>();
        for (Path file : JavadocExamples.publicSources(folder)) {
            for (JavadocExamples.Found example : JavadocExamples.of(file)) {
                String name = name(file) + "AtLine" + example.line();
                sources.put(name, example.source(name));
            }
        }
        assertTrue(sources.size() > 1, "no examples found in " + folder);
        SourceCompiler.compile(sources);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "value"})
    void everyPublicTypeHasAnExample(String folder) throws ClassNotFoundException {
        List<String> without = new ArrayList<>();
        for (Path file : JavadocExamples.publicSources(folder)) {
            String examples = JavadocExamples.of(file).stream().map(JavadocExamples.Found::text).collect(Collectors.joining());
            Class<?> type = Class.forName("org.tospace.gc." + (folder.equals(".") ? "" : folder + ".") + name(file));
            if (examples.isEmpty()) {
                without.add(type.getSimpleName());
            }
            for (Class<?> nested : type.getClasses()) {
                if (nested.getDeclaringClass() == type && !examples.contains(nested.getSimpleName())) {
                    without.add(type.getSimpleName() + "." + nested.getSimpleName());
                }
            }
        }
        assertEquals(List.of(), without);
    }

    @Test
    void anExampleThatDoesNotCompileIsFound() {
        String source = new JavadocExamples.Found(1, "long pair = mutator.allocat(PAIR);\n").source("Wrong");
        AssertionError problem = assertThrows(AssertionError.class,
                () -> SourceCompiler.compile(Map.of("Wrong", source)));
        assertTrue(problem.getMessage().contains("allocat"), problem.getMessage());
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }
}
