package org.tospace.gc.documentation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles sources that are strings, as strictly as the project's own, and loads what comes of it; nothing is written to disk. */
final class SourceCompiler {
    private SourceCompiler() {
    }

    /**
     * Compiles classes together.
     *
     * @param sources the source of each, by class name
     * @return a loader that has them
     * @throws AssertionError with what the compiler says, warnings too
     */
    static ClassLoader compile(Map<String, String> sources) {
        Map<String, ByteArrayOutputStream> classes = new HashMap<>();
        String problems = compile(sources, classes);
        if (!problems.isEmpty()) {
            throw new AssertionError(problems);
        }
        return loader(classes);
    }

    private static String compile(Map<String, String> sources, Map<String, ByteArrayOutputStream> classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options = List.of("-Xlint:all", "-Werror", "-proc:none", "-cp", System.getProperty("java.class.path"));
        List<Source> units = sources.entrySet().stream().map(entry -> new Source(entry.getKey(), entry.getValue())).toList();
        try (JavaFileManager files = new InMemory(compiler.getStandardFileManager(null, null, null), classes)) {
            return compiler.getTask(messages, files, null, options, null, units).call() ? "" : messages.toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ClassLoader loader(Map<String, ByteArrayOutputStream> classes) {
        return new ClassLoader(SourceCompiler.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                if (!classes.containsKey(name)) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = classes.get(name).toByteArray();
                return defineClass(name, bytes, 0, bytes.length);
            }
        };
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes;

        InMemory(JavaFileManager files, Map<String, ByteArrayOutputStream> classes) {
            super(files);
            this.classes = classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("bytes:///" + name.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    classes.put(name, bytes);
                    return bytes;
                }
            };
        }
    }
}
