package org.tospace.workloads.command;

import java.util.Iterator;
import java.util.stream.Stream;
import org.tospace.gc.Barrier;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads names of barriers. */
final class BarrierConverter implements ITypeConverter<Barrier> {
    @Override
    public Barrier convert(String text) {
        try {
            return Barrier.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** The names, for help and completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.of(Barrier.values()).map(Barrier::key).iterator();
        }
    }
}
