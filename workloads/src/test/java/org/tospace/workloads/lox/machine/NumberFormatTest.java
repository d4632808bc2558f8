package org.tospace.workloads.lox.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberFormatTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "-0.0, -0", "1, 1", "-12.5, -12.5", "999999, 999999", "1000000, 1e+06", "999999.5, 1e+06", "0.0001, 0.0001",
        "0.00001, 1e-05", "0.000123456789, 0.000123457", "1e100, 1e+100", "1.5e-300, 1.5e-300", "NaN, nan", "-Infinity, -inf",
        "0.5, 0.5", "2.5e5, 250000", "123456.5, 123456", "123457.5, 123458"})
    void numbersLookAsInC(double number, String text) {
        assertEquals(text, NumberFormat.format(number));
    }

    /** Java's own general format has the same six digits, but keeps zeros at the end. */
    @Test
    void digitsAreThoseOfJavasFormat() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            double number = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(600) - 300);
            double expected = Double.parseDouble(String.format(Locale.ROOT, "%.5e", number));
            assertEquals(expected, Double.parseDouble(NumberFormat.format(number)), Math.abs(expected) * 1.1e-5);
        }
    }
}
