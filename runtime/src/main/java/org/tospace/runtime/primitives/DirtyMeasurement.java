package org.tospace.runtime.primitives;

import java.util.List;
import java.util.Random;
import org.tospace.runtime.dirty.DirtyMechanism;
import org.tospace.runtime.dirty.DirtyPages;
import org.tospace.runtime.dirty.PageRange;
import org.tospace.runtime.memory.DualMapping;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.PageSize;

/** DIRTY over one view of a {@code memfd}, in rounds: all pages are written, then told, then asked for in vain. One thread. */
final class DirtyMeasurement {

    private final DualMapping mapping;
    private final DirtyPages dirty;
    private final long[] addresses;
    private final Random random;
    private double write;
    private double take;

    private DirtyMeasurement(DualMapping mapping, DirtyPages dirty, long seed) {
        this.mapping = mapping;
        this.dirty = dirty;
        this.random = new Random(seed);
        addresses = new long[(int) (mapping.bytes() / PageSize.bytes())];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = mapping.frontAddress() + i * PageSize.bytes();
        }
    }

    static DirtyTimes measure(DirtyMechanism mechanism, int pages, int repetitions, long seed) {
        try (DualMapping mapping = DualMapping.create("tospace-primitives", pages * PageSize.bytes())) {
            mapping.populate(mapping.frontAddress(), mapping.bytes());
            try (DirtyPages dirty = DirtyPages.open(mechanism, mapping.frontAddress(), mapping.bytes())) {
                DirtyMeasurement measurement = new DirtyMeasurement(mapping, dirty, seed);
                Spread write = Sampling.repeat(repetitions, () -> measurement.round().write);
                Spread take = Sampling.repeat(repetitions, () -> measurement.round().take);
                Spread idle = Sampling.repeat(repetitions, measurement::idleTake);
                return new DirtyTimes(mechanism, write, take, idle);
            }
        }
    }

    private DirtyMeasurement round() {
        shuffle();
        long start = System.nanoTime();
        for (long address : addresses) {
            Memory.putLong(address, start);
        }
        long written = System.nanoTime();
        List<PageRange> told = dirty.take();
        take = (double) (System.nanoTime() - written) / addresses.length;
        write = (double) (written - start) / addresses.length;
        check(told, List.of(new PageRange(mapping.frontAddress(), mapping.bytes())));
        return this;
    }

    private double idleTake() {
        long start = System.nanoTime();
        List<PageRange> told = dirty.take();
        long nanos = System.nanoTime() - start;
        check(told, List.of());
        return (double) nanos / addresses.length;
    }

    private static void check(List<PageRange> told, List<PageRange> expected) {
        if (!told.equals(expected)) {
            throw new IllegalStateException("pages told must be " + expected + ": " + told);
        }
    }

    private void shuffle() {
        for (int i = addresses.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            long address = addresses[i];
            addresses[i] = addresses[other];
            addresses[other] = address;
        }
    }
}
