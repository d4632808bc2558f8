package org.tospace.gc.disturbance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A loader that is used once; its classes are unloaded with it. */
final class FreshLoader extends ClassLoader {
    private static final Map<Class<?>, byte[]> FILES = new ConcurrentHashMap<>();

    FreshLoader() {
        super(FreshLoader.class.getClassLoader());
    }

    /** A class of the given bytes. */
    Class<?> define(String name, byte[] bytes) {
        return defineClass(name, bytes, 0, bytes.length);
    }

    /** A copy of a class of the test class path; what it refers to by name is a copy too if that was made before. */
    Class<?> copy(Class<?> original) {
        return define(original.getName(), FILES.computeIfAbsent(original, FreshLoader::read));
    }

    private static byte[] read(Class<?> original) {
        try (InputStream in = original.getResourceAsStream("/" + original.getName().replace('.', '/') + ".class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        Class<?> mine = findLoadedClass(name);
        return mine != null ? mine : super.loadClass(name, resolve);
    }
}
