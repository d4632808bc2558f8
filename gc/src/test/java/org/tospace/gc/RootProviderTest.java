package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RootProviderTest {
    private static final ObjectLayout NUMBER = ObjectLayout.of(1, 0, 8);

    private static long number(Mutator mutator, long value) {
        long object = mutator.allocate(NUMBER);
        mutator.putLong(object, NUMBER.rawOffset(), value);
        return object;
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void tableOfAProviderIsKeptAndUpToDate(Barrier barrier) {
        try (Heap heap = Heap.open("heap=4m,stress=50,verify=after-gc,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            long[] table = new long[3_000];
            long[] single = new long[1];
            int[] used = new int[1];
            RootProvider provider = visitor -> {
                visitor.visit(table, 0, used[0]);
                single[0] = visitor.visit(single[0]);
            };
            heap.addRootProvider(provider);
            for (int i = 0; i < table.length; i++) {
                table[i] = i % 5 == 0 ? 2L * i + 1 : number(mutator, i);
                used[0] = i + 1;
                if (i % 100 == 0) {
                    single[0] = number(mutator, i);
                }
                assertEquals(i / 100 * 100, mutator.getLong(single[0], NUMBER.rawOffset()));
            }
            for (int round = 0; round < 3; round++) {
                heap.collect();
                for (int i = 0; i < table.length; i++) {
                    assertEquals(i, i % 5 == 0 ? table[i] >> 1 : mutator.getLong(table[i], NUMBER.rawOffset()));
                }
            }
            assertEquals(2_401, heap.verify().objects());
            heap.removeRootProvider(provider);
            heap.collect();
            assertEquals(0, heap.verify().objects());
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void verificationNamesTheProvidersValue(Barrier barrier) {
        try (Heap heap = Heap.open("heap=4m,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            long[] table = new long[2_000];
            table[1_234] = number(mutator, 1) + 8;
            heap.addRootProvider(visitor -> visitor.visit(table));
            HeapVerificationException e = assertThrows(HeapVerificationException.class, heap::verify);
            assertTrue(e.getMessage().contains("root provider") && e.getMessage().contains("value 1234 "), e.getMessage());
            table[1_234] = 0;
            heap.verify();
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void safepointInAProviderEndsTheHeapAndDoesNotHang(Barrier barrier) {
        try (Heap heap = Heap.open("heap=4m,barrier=" + barrier.key())) {
            Mutator mutator = heap.attach();
            heap.addRootProvider(_ -> mutator.allocate(NUMBER));
            IllegalStateException e = assertThrows(IllegalStateException.class, heap::collect);
            assertTrue(e.getMessage().contains("root provider"), e.getMessage());
            assertThrows(HeapFailureException.class, heap::collect);
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void collectionInAProviderIsRefused(Barrier barrier) {
        try (Heap heap = Heap.open("heap=4m,barrier=" + barrier.key())) {
            heap.addRootProvider(_ -> heap.collect());
            assertThrows(IllegalStateException.class, heap::collect);
            assertThrows(HeapFailureException.class, heap::collect);
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void visitorIsOfNoUseAfterItsVisit(Barrier barrier) {
        try (Heap heap = Heap.open("heap=4m,barrier=" + barrier.key())) {
            RootVisitor[] kept = new RootVisitor[1];
            heap.addRootProvider(visitor -> kept[0] = visitor);
            heap.collect();
            assertThrows(IllegalStateException.class, () -> kept[0].visit(8));
            assertThrows(IllegalStateException.class, () -> kept[0].visit(new long[1]));
            heap.verify();
        }
    }
}
