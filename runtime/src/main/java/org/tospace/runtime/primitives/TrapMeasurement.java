package org.tospace.runtime.primitives;

import java.util.List;
import java.util.Random;
import org.tospace.runtime.linux.SystemCall;
import org.tospace.runtime.linux.UserFault;
import org.tospace.runtime.memory.DualMapping;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;
import org.tospace.runtime.memory.PageSize;
import org.tospace.runtime.signalsafe.EntryPoint;
import org.tospace.runtime.signalsafe.SignalSafeCode;
import org.tospace.runtime.signalsafe.SignalSafeCompiler;
import org.tospace.runtime.trap.Accessors;
import org.tospace.runtime.trap.TrapRegion;

/**
 * Pages of one view of a {@code memfd}, with page table entries, in a trap region: the laboratory for one row of the table. One thread.
 *
 * <p>Each round starts with what {@code vmpup.c} has, set up outside of the time that is taken, and ends with a check that the traps that had to come
 * came, no more and no less: were a page not closed, or not opened again by its trap, there would be another number of them.
 */
final class TrapMeasurement implements AutoCloseable {

    /** Traps of one store before it is let through: the opening at the end is a share of 1 in 400. */
    private static final int TRAPS_ALONE = 400;
    private static final EntryPoint SERVICE = EntryPoint.of(PageService.class, "serve");

    private final PageClosing closing;
    private final TrapServing serving;
    private final int pages;
    private final int[] order;
    private final Random random;
    private final long pageBytes = PageSize.bytes();
    private final DualMapping mapping;
    private final NativeBlock block = NativeBlock.reserve(PageService.BYTES);
    private final Accessors accessors = new Accessors();
    private final SignalSafeCode code;
    private final UserFault userFault;
    private final TrapRegion region;

    TrapMeasurement(PageClosing closing, TrapServing serving, int pages, long seed) {
        this.closing = closing;
        this.serving = serving;
        this.pages = pages;
        this.random = new Random(seed);
        order = new int[pages];
        for (int i = 0; i < pages; i++) {
            order[i] = i;
        }
        mapping = DualMapping.create("tospace-primitives", pages * pageBytes);
        mapping.populate(mapping.backAddress(), mapping.bytes());
        userFault = closing == PageClosing.USER_FAULT
                ? UserFault.open(UserFault.FEATURE_SIGBUS | UserFault.FEATURE_MINOR_SHMEM | UserFault.FEATURE_MISSING_SHMEM) : null;
        if (userFault != null) {
            userFault.register(mapping.frontAddress(), mapping.bytes(), UserFault.MODE_MISSING | UserFault.MODE_MINOR);
            Memory.putInt(block.address() + PageService.DESCRIPTOR, (int) userFault.fileDescriptor());
            userFault.continuePages(mapping.frontAddress(), mapping.bytes());
        } else {
            mapping.populate(mapping.frontAddress(), mapping.bytes());
        }
        Memory.putInt(block.address() + PageService.CLOSING, closing.ordinal());
        Memory.putLong(block.address() + PageService.PAGE_BYTES, pageBytes);
        code = serving == TrapServing.MACHINE_CODE ? SignalSafeCompiler.compile(List.of(SERVICE)) : null;
        region = code == null
                ? TrapRegion.open(mapping.frontAddress(), mapping.bytes(), 0, closing.signal(),
                        address -> PageService.serve(block.address(), address, 0) != 0)
                : TrapRegion.openNative(mapping.frontAddress(), mapping.bytes(), 0, closing.signal(), code.address(SERVICE), block.address());
    }

    TrapTimes measure(int repetitions) {
        Spread trap = Sampling.repeat(repetitions, this::trapAlone);
        Spread protectOne = Sampling.repeat(repetitions, this::protectOne);
        Spread protectMany = Sampling.repeat(repetitions, this::protectMany);
        return new TrapTimes(closing, serving, trap, protectOne, protectMany);
    }

    private double trapAlone() {
        long page = page(random.nextInt(pages));
        close(page, pageBytes);
        begin(TRAPS_ALONE, 0);
        long start = System.nanoTime();
        store(page, start);
        long nanos = System.nanoTime() - start;
        checkTraps(TRAPS_ALONE + 1);
        checkStored(page, start);
        return (double) nanos / (TRAPS_ALONE + 1);
    }

    private double protectOne() {
        shuffle();
        close(mapping.frontAddress(), mapping.bytes());
        long last = page(order[pages - 1]);
        check("opening a page", PageService.open(block.address(), last, pageBytes));
        begin(0, last);
        long start = System.nanoTime();
        storeAll(start);
        long nanos = System.nanoTime() - start;
        checkTraps(pages);
        checkStored(last, start);
        begin(0, 0);
        // All but the last are closed again: one more trap each.
        storeAll(start + 1);
        checkTraps(pages - 1);
        return (double) nanos / pages;
    }

    private double protectMany() {
        shuffle();
        begin(0, 0);
        long start = System.nanoTime();
        close(mapping.frontAddress(), mapping.bytes());
        storeAll(start);
        long nanos = System.nanoTime() - start;
        checkTraps(pages);
        // All are open: no more traps.
        storeAll(start + 1);
        checkTraps(pages);
        checkStored(page(order[0]), start + 1);
        return (double) nanos / pages;
    }

    private void begin(long trapsAlone, long pageToClose) {
        Memory.putLong(block.address() + PageService.TRAPS_ALONE, trapsAlone);
        Memory.putLong(block.address() + PageService.PAGE_TO_CLOSE, pageToClose);
        Memory.putLong(block.address() + PageService.TRAPS, 0);
    }

    private void storeAll(long value) {
        for (int page : order) {
            store(page(page), value);
        }
    }

    private void store(long address, long value) {
        if (code == null) {
            accessors.putLong(address, value);
        } else {
            Memory.putLong(address, value);
        }
    }

    private long page(int number) {
        return mapping.frontAddress() + number * pageBytes;
    }

    private void close(long address, long bytes) {
        check("closing pages", PageService.close(block.address(), address, bytes));
    }

    private void shuffle() {
        for (int i = pages - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int page = order[i];
            order[i] = order[other];
            order[other] = page;
        }
    }

    void checkTraps(long expected) {
        long traps = Memory.getLong(block.address() + PageService.TRAPS);
        if (traps != expected) {
            throw new IllegalStateException(closing.key() + ", " + serving.key() + ": there must be " + expected + " traps in a round: " + traps);
        }
    }

    private void checkStored(long address, long expected) {
        long value = Memory.getLong(address + mapping.delta());
        if (value != expected) {
            throw new IllegalStateException(closing.key() + ", " + serving.key() + ": a store that trapped must leave " + expected
                    + " in the other view: " + value);
        }
    }

    private static void check(String what, long error) {
        SystemCall.check(what, 0, 0, -error);
    }

    /** Opens all pages, and gives everything back. */
    @Override
    public void close() {
        region.close();
        if (userFault != null) {
            userFault.close();
        }
        mapping.close();
        accessors.close();
        block.close();
        if (code != null) {
            code.close();
        }
    }
}
