package org.tospace.runtime.signalsafe;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/** A class loader of classes that a test made, whose class files can be read back as resources. */
final class GeneratedClasses extends ClassLoader {

    private final Map<String, byte[]> files = new HashMap<>();

    GeneratedClasses() {
        super(GeneratedClasses.class.getClassLoader());
    }

    /** Defines a class. */
    Class<?> define(String name, byte[] bytes) {
        files.put(name.replace('.', '/') + ".class", bytes);
        return defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        byte[] bytes = files.get(name);
        return bytes != null ? new ByteArrayInputStream(bytes) : super.getResourceAsStream(name);
    }
}
