package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class HandleScopeTest {
    private final Heap heap = Heap.open("heap=1m,barrier=checked,stress=1,roots=200");
    private final Mutator mutator = heap.attach();
    private final RootStack roots = mutator.roots();

    @AfterEach
    void verifyAndClose() {
        heap.verify();
        heap.close();
    }

    private long number(long value) {
        long object = mutator.allocate(1, 1, 8);
        mutator.putLong(object, 16, value);
        return object;
    }

    private long valueOf(Handle handle) {
        return mutator.getLong(handle.ref(), 16);
    }

    private static void refused(String why, Executable misuse) {
        IllegalStateException e = assertThrows(IllegalStateException.class, misuse);
        assertTrue(e.getMessage().contains(why), e.getMessage());
    }

    @Test
    void handlesFollowTheirObjects() {
        try (HandleScope scope = mutator.scope()) {
            Handle first = scope.handle(number(1));
            Handle second = scope.handle(number(2));
            for (int i = 0; i < 10; i++) {
                mutator.allocate(1, 0, 8);
            }
            assertEquals(1, valueOf(first));
            assertEquals(2, valueOf(second));
            second.set(first.get());
            mutator.allocate(1, 0, 8);
            assertEquals(1, valueOf(second));
        }
    }

    @Test
    void closeRemovesHandlesAndWhateverElseWasPushed() {
        roots.push(7);
        try (HandleScope scope = mutator.scope()) {
            scope.handle(number(1));
            roots.push(9);
            scope.handle(11);
            assertEquals(4, roots.depth());
        }
        assertEquals(1, roots.depth());
        assertEquals(7, roots.peek());
        heap.collect();
        assertEquals(0, heap.verify().objects());
    }

    @Test
    void outerHandlesAreOfUseInInnerScopes() {
        try (HandleScope outer = mutator.scope()) {
            Handle kept = outer.handle(number(1));
            try (HandleScope inner = mutator.scope()) {
                kept.set(inner.handle(number(2)).get());
            }
            mutator.allocate(1, 0, 8);
            assertEquals(2, valueOf(kept));
        }
    }

    @Test
    void escapedHandlesBelongToTheEnclosingScope() {
        try (HandleScope outer = mutator.scope()) {
            Handle first;
            Handle second;
            Handle lost;
            try (HandleScope inner = mutator.scope()) {
                lost = inner.handle(number(0));
                second = inner.handle(number(2));
                inner.handle(number(3));
                first = inner.handle(number(1));
                assertSame(first, inner.escape(first));
                inner.escape(second);
                inner.escape(first);
            }
            assertEquals(2, roots.depth());
            Handle third = outer.handle(number(4));
            assertEquals(1, valueOf(first));
            assertEquals(2, valueOf(second));
            assertEquals(4, valueOf(third));
            refused("closed", lost::get);
        }
        assertEquals(0, roots.depth());
    }

    @Test
    void everyHandleOfAScopeCanEscapeThroughSeveral() {
        try (HandleScope outermost = mutator.scope()) {
            Handle[] handles = new Handle[100];
            try (HandleScope outer = mutator.scope()) {
                try (HandleScope inner = mutator.scope()) {
                    for (int i = 0; i < 100; i++) {
                        handles[i] = inner.handle(number(i));
                    }
                    for (int i = 99; i >= 0; i--) {
                        inner.escape(handles[i]);
                    }
                }
                for (int i = 0; i < 100; i += 3) {
                    outer.escape(handles[i]);
                }
            }
            assertEquals(34, roots.depth());
            for (int i = 0; i < 100; i++) {
                int index = i;
                if (i % 3 == 0) {
                    assertEquals(i, valueOf(handles[i]));
                } else {
                    refused("closed", () -> handles[index].get());
                }
            }
            outermost.handle(1);
        }
    }

    @Test
    void closedScopeIsOfNoUse() {
        HandleScope scope = mutator.scope();
        Handle handle = scope.handle(number(1));
        scope.close();
        scope.close();
        refused("closed", handle::get);
        refused("closed", handle::ref);
        refused("closed", () -> handle.set(1));
        refused("closed", () -> scope.handle(1));
        refused("closed", () -> scope.escape(handle));
    }

    @Test
    void scopesAreUsedAndClosedInnermostFirst() {
        HandleScope outer = mutator.scope();
        Handle handle = outer.handle(number(1));
        HandleScope inner = mutator.scope();
        refused("innermost first", () -> outer.handle(1));
        refused("innermost first", () -> outer.escape(handle));
        refused("innermost first", outer::close);
        refused("only a scope's own", () -> inner.escape(handle));
        assertEquals(1, valueOf(handle));
        inner.close();
        refused("no enclosing scope", () -> outer.escape(handle));
        outer.close();
        assertEquals(0, roots.depth());
    }

    @Test
    void anotherThreadIsRefused() throws InterruptedException {
        try (HandleScope scope = mutator.scope()) {
            Handle handle = scope.handle(number(1));
            for (Executable use : new Executable[] {handle::get, handle::ref, () -> handle.set(1), () -> scope.handle(1), scope::close,
                mutator::scope}) {
                AtomicReference<Throwable> thrown = new AtomicReference<>();
                Thread other = Thread.ofPlatform().start(() -> {
                    try {
                        use.execute();
                    } catch (Throwable e) {
                        thrown.set(e);
                    }
                });
                other.join();
                refused("belongs to thread", () -> {
                    throw thrown.get();
                });
            }
            assertEquals(1, valueOf(handle));
        }
    }

    @Test
    void blockedMutatorHasNoHandles() {
        try (HandleScope scope = mutator.scope()) {
            Handle handle = scope.handle(number(1));
            try (Blocked _ = mutator.blocked()) {
                refused("blocked", handle::get);
                refused("blocked", scope::close);
            }
            assertEquals(1, valueOf(handle));
        }
    }

    @Test
    void slotsRemovedByHandAreNoticed() {
        roots.push(1);
        HandleScope scope = mutator.scope();
        Handle handle = scope.handle(number(1));
        roots.truncate(1);
        refused("was removed", handle::get);
        roots.truncate(0);
        refused("truncated to 0", scope::close);
        try (HandleScope next = mutator.scope()) {
            assertEquals(5, next.handle(5).get());
        }
        assertEquals(0, roots.depth());
    }

    @Test
    void valueThatIsNoReferenceHasNoRef() {
        try (HandleScope scope = mutator.scope()) {
            Handle handle = scope.handle(0x11);
            assertEquals(0x11, handle.get());
            refused("no reference: 0x11", handle::ref);
        }
    }

    @Test
    void scopeOfAClosedMutatorIsOfNoUse() {
        HandleScope scope = mutator.scope();
        Handle handle = scope.handle(1);
        mutator.close();
        refused("mutator is closed", handle::get);
        refused("mutator is closed", scope::close);
    }
}
