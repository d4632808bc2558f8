package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a heap tells the system's logger, and at which level. */
class HeapLogTest {
    /** Kept here: the platform forgets what is set on a logger that nobody holds. */
    private static final Logger LOGGER = Logger.getLogger("org.tospace.gc");

    private static final class Records extends Handler {
        private final List<LogRecord> records = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void publish(LogRecord message) {
            records.add(message);
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }
    }

    /** What was told by the heap of a name, with the level in front; whatever other tests' heaps tell. */
    private static List<String> logged(Level level, String options, Consumer<Heap> use) {
        Records records = new Records();
        LOGGER.addHandler(records);
        LOGGER.setUseParentHandlers(false);
        LOGGER.setLevel(level);
        try {
            try (Heap heap = Heap.open(options)) {
                use.accept(heap);
            }
            String name = HeapOptions.parse(options).name();
            return records.records.stream().map(each -> each.getLevel() + " " + each.getMessage()).filter(line -> line.contains(" " + name + ": ")).toList();
        } finally {
            LOGGER.removeHandler(records);
            LOGGER.setUseParentHandlers(true);
            LOGGER.setLevel(null);
        }
    }

    @Test
    void openingAndClosingAreFineAndCollectionsFiner() {
        List<String> lines = logged(Level.ALL, "heap=1m,name=told", Heap::collect);
        assertEquals(3, lines.size(), lines::toString);
        assertTrue(lines.get(0).startsWith("FINE told: opened with heap=1m,"), lines::toString);
        assertTrue(lines.get(1).matches("FINER told: collection 1 took \\d+ us, 0 bytes live, \\d+ in use"), lines::toString);
        assertEquals("FINE told: closed after 1 collections", lines.get(2));
        assertEquals(2, logged(Level.FINE, "heap=1m,name=told", Heap::collect).size());
    }

    @Test
    void whatIsInOrderIsNotToldAtThePlatformsOwnLevel() {
        assertEquals(List.of(), logged(Level.INFO, "heap=1m,name=quiet", Heap::collect));
    }

    @Test
    void aHeapThatIsToTellNothingTellsNothing() {
        assertEquals(List.of(), logged(Level.ALL, "heap=1m,name=silent,log=off", Heap::collect));
    }

    @Test
    void aLoggerThatFailsDoesNoHarm() {
        Handler failing = new Handler() {
            @Override
            public void publish(LogRecord message) {
                if (message.getMessage().contains("unharmed: ")) {
                    throw new IllegalStateException("on purpose");
                }
            }

            @Override
            public void flush() {
            }

            @Override
            public void close() {
            }
        };
        LOGGER.addHandler(failing);
        try {
            logged(Level.ALL, "heap=1m,name=unharmed", heap -> {
                heap.collect();
                heap.collect();
                assertEquals(0, heap.verify().objects());
            });
        } finally {
            LOGGER.removeHandler(failing);
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void anExhaustedHeapIsAWarningOfWhichThereIsOneInAWhile(Barrier barrier) {
        List<String> lines = logged(Level.INFO, "heap=1m,name=full,barrier=" + barrier.key(), heap -> {
            try (Mutator mutator = heap.attach()) {
                for (int i = 0; i < 3; i++) {
                    assertThrows(HeapExhaustedException.class, () -> {
                        while (true) {
                            mutator.roots().push(mutator.allocate(1, 0, 4000));
                        }
                    });
                }
            }
        });
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.getFirst().startsWith("WARNING full: heap exhausted: "), lines::toString);
    }

    @Test
    void aFailedHeapIsAnErrorToldOnce() {
        List<String> lines = logged(Level.INFO, "heap=1m,name=broken,barrier=checked,background=off", heap -> {
            try (Mutator mutator = heap.attach()) {
                long object = mutator.allocate(1, 1, 1000);
                mutator.roots().push(object);
                // Zeros are no object.
                mutator.setSlot(object, 0, object + 512);
                assertThrows(HeapFailureException.class, heap::collect);
                assertThrows(HeapFailureException.class, heap::collect);
            }
        });
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.getFirst().startsWith("SEVERE broken: "), lines::toString);
    }
}
