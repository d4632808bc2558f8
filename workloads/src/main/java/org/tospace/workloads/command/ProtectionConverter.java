package org.tospace.workloads.command;

import java.util.Iterator;
import java.util.stream.Stream;
import org.tospace.gc.Protection;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads names of protections. */
final class ProtectionConverter implements ITypeConverter<Protection> {
    @Override
    public Protection convert(String text) {
        try {
            return Protection.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** The names, for help and completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.of(Protection.values()).map(Protection::key).iterator();
        }
    }
}
