package org.tospace.gc.weak;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tospace.gc.scan.ControlBlock;
import org.tospace.gc.scan.ObjectHeader;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;

/** The end of REACHING and a revival, held up where it matters: a control block, a from-space object, and a forwarder of the test's own. */
@Timeout(value = 30, unit = SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WeakBoundaryTest {
    private static final long PAGE = 4096;
    private static final long PAGES = 16;

    private NativeBlock control;
    private NativeBlock space;
    private long object;
    private long copyBase;
    private WeakProcessing processing;
    private CellEntries entries;
    private final AtomicInteger revivals = new AtomicInteger();
    private Runnable whileReviving = () -> { };

    private final Reviver mutator = new Reviver() {
        @Override
        public long agentRecord() {
            return 0;
        }

        @Override
        public long takeRoom(long bytes) {
            return 0;
        }

        @Override
        public void giveRoomBack(long bytes) {
            throw new AssertionError("no room was taken");
        }
    };

    /** Copies into a page of its own. */
    private long forward(long value) {
        revivals.incrementAndGet();
        whileReviving.run();
        long copy = Memory.getAndAddLong(control.address() + ControlBlock.COPY_TOP, PAGE);
        Memory.putLong(copy, Memory.getLong(value));
        Memory.putLongRelease(value, copy | ObjectHeader.FORWARDED);
        return copy;
    }

    @BeforeEach
    void open() {
        control = NativeBlock.reserve(ControlBlock.BYTES);
        space = NativeBlock.reserve(2 * PAGES * PAGE);
        object = space.address();
        copyBase = object + PAGES * PAGE;
        long block = control.address();
        Memory.putLong(block + ControlBlock.PAGE_BYTES, PAGE);
        Memory.putInt(block + ControlBlock.PAGE_SHIFT, 12);
        Memory.putLong(block + ControlBlock.REFERENCE_MASK, 7);
        Memory.putLong(block + ControlBlock.ADDRESS_MASK, -8);
        Memory.putLong(block + ControlBlock.FROM_BASE, object);
        Memory.putLong(block + ControlBlock.FROM_BYTES, PAGES * PAGE);
        Memory.putLong(block + ControlBlock.LARGE_OFFSET, PAGES * PAGE);
        Memory.putLong(block + ControlBlock.COPY_BASE, copyBase);
        Memory.putLong(block + ControlBlock.COPY_TOP, copyBase);
        Memory.putLong(block + ControlBlock.COPY_LIMIT, copyBase + PAGES * PAGE);
        Memory.putLong(object, ObjectHeader.of(1, 0, 8));
        processing = new WeakProcessing(block, new Forwarder() {
            @Override
            public long forward(long agent, long value) {
                return WeakBoundaryTest.this.forward(value);
            }

            @Override
            public long revive(long agent, long value, long room) {
                throw new AssertionError("no room was given");
            }
        });
        entries = new CellEntries(processing);
    }

    @AfterEach
    void close() {
        processing.close();
        space.close();
        control.close();
    }

    private static void start(Runnable task) {
        Thread.ofPlatform().daemon().start(task);
    }

    private long weakWord() {
        long entry = entries.acquire();
        entries.set(entry, object, 0);
        return entry;
    }

    private void reach() {
        processing.flip();
        while (processing.step(0) == WeakProcessing.Step.WORKED) {
            Thread.onSpinWait();
        }
    }

    @Test
    void theBoundaryIsNotSetWhileAMutatorRevives() throws Exception {
        long entry = weakWord();
        reach();
        CountDownLatch reviving = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        whileReviving = () -> {
            reviving.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        };
        CompletableFuture<Long> got = CompletableFuture.supplyAsync(() -> entries.key(mutator, entry), WeakBoundaryTest::start);
        reviving.await();
        Thread[] ender = new Thread[1];
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<WeakProcessing.End> end = CompletableFuture.supplyAsync(() -> {
            ender[0] = Thread.currentThread();
            asked.countDown();
            return processing.scanned(0);
        }, WeakBoundaryTest::start);
        asked.await();
        while (!end.isDone() && ender[0].getState() != Thread.State.BLOCKED) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        assertEquals(WeakProcessing.End.NOT_YET, end.get(), "the page of the revived object is not scanned");
        assertEquals(copyBase, got.get());
    }

    @Test
    void nothingIsRevivedOnceTheBoundaryIsSet() {
        long entry = weakWord();
        reach();
        assertEquals(WeakProcessing.End.MORE, processing.scanned(0));
        assertEquals(0, entries.key(mutator, entry));
        assertEquals(0, revivals.get());
    }

    @Test
    void pagesReservedSinceMutatorsWereAskedAreNoEnd() {
        long entry = weakWord();
        reach();
        assertEquals(copyBase, entries.key(mutator, entry));
        // Scanned by now, but after mutators were asked to settle.
        Memory.putLong(control.address() + ControlBlock.SCANNED_PAGES, 1);
        assertEquals(WeakProcessing.End.NOT_YET, processing.scanned(0));
        assertEquals(WeakProcessing.End.MORE, processing.scanned(1));
        assertEquals(copyBase, entries.key(mutator, entry));
    }

    @Test
    void aWokenEphemeronIsNoEnd() {
        long key = object + PAGE;
        Memory.putLong(key, ObjectHeader.of(1, 0, 8));
        long entry = entries.acquire();
        entries.set(entry, key, object);
        reach();
        assertTrue((Memory.getLong(key) & ObjectHeader.WATCHED_BIT) != 0, "nobody waits for the key");
        // As whoever copies the key does.
        long woken = Memory.getLong(control.address() + ControlBlock.WOKEN);
        Memory.putLong(woken, key);
        Memory.putLong(control.address() + ControlBlock.WOKEN_COUNT, 1);
        Memory.putLong(key, copyBase + PAGE | ObjectHeader.FORWARDED);
        assertEquals(WeakProcessing.End.NOT_YET, processing.scanned(0));
        while (processing.step(0) == WeakProcessing.Step.WORKED) {
            Thread.onSpinWait();
        }
        assertEquals(1, revivals.get());
        assertNotEquals(0, Memory.getLong(object) & ObjectHeader.FORWARDED);
    }
}
