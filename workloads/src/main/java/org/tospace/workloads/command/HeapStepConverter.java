package org.tospace.workloads.command;

import org.tospace.gc.ByteSize;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads sizes in bytes, {@code 64m}, and multiples, {@code 1.5x}. */
final class HeapStepConverter implements ITypeConverter<HeapStep> {
    @Override
    public HeapStep convert(String text) {
        if (text.matches("\\d{1,4}([.]\\d{1,3})?x")) {
            double multiple = Double.parseDouble(text.substring(0, text.length() - 1));
            if (multiple < 1) {
                throw new TypeConversionException("a multiple of the smallest heap must be at least 1x: " + text);
            }
            return new HeapStep(0, multiple);
        }
        try {
            return new HeapStep(ByteSize.parse(text), 0);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage() + ", or a multiple such as 1.5x");
        }
    }
}
