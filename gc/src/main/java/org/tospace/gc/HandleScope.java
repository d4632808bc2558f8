package org.tospace.gc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The handles of a native function written in Java: made in it, and gone when it is closed, with whatever else was pushed onto the root stack
 * meanwhile. Scopes nest; they are closed innermost first, which try-with-resources sees to.
 *
 * <p>Used by the mutator's thread only. A scope is one Java object and a handle another; who wants none keeps to the
 * {@linkplain RootStack idiom of frames}.
 *
 * <p>Misuse is an {@link IllegalStateException} and changes nothing: use after {@link #close}, from another thread, while blocked, a handle
 * made in a scope that is not the innermost, a scope closed before one that was opened in it.
 *
 * <p>Example:
 * {@snippet :
 * long reverse(Mutator mutator, long list) {
 *     try (HandleScope scope = mutator.scope()) {
 *         Handle rest = scope.handle(list);
 *         Handle result = scope.handle(NIL);
 *         while (rest.get() != NIL) {
 *             long cell = mutator.allocate(PAIR);                        // a safepoint: the handles follow
 *             mutator.setSlot(cell, 0, mutator.getSlot(rest.ref(), 0));
 *             mutator.setSlot(cell, 1, result.get());
 *             result.set(cell);
 *             rest.set(mutator.getSlot(rest.ref(), 1));
 *         }
 *         return result.get();                                           // good until the caller's next safepoint
 *     }
 * }
 * }
 */
public final class HandleScope implements AutoCloseable {
    private final Mutator mutator;
    private final HandleScope enclosing;
    private final int start;
    private final List<Handle> escaping = new ArrayList<>(0);
    private boolean open = true;

    HandleScope(Mutator mutator, HandleScope enclosing) {
        this.mutator = mutator;
        this.enclosing = enclosing;
        this.start = mutator.roots().depth();
    }

    /**
     * A new handle.
     *
     * @param value what it holds at first, a value by the heap's encoding
     * @throws RootStackOverflowException when the root stack is full
     */
    public Handle handle(long value) {
        checkInnermost();
        RootStack roots = mutator.roots();
        roots.push(value);
        return new Handle(this, roots.depth() - 1);
    }

    /**
     * Lets a handle of this scope outlive it: when the scope is closed, the handle becomes one of the enclosing scope's.
     *
     * @return the handle
     * @throws IllegalStateException when the handle is another scope's, or there is no enclosing scope
     */
    public Handle escape(Handle handle) {
        checkInnermost();
        if (handle.scope() != this) {
            throw new IllegalStateException("only a scope's own handles can escape from it");
        }
        if (enclosing == null) {
            throw new IllegalStateException("there is no enclosing scope to escape to: return the handle's value");
        }
        rootsWith(handle.index());
        if (!escaping.contains(handle)) {
            escaping.add(handle);
        }
        return handle;
    }

    /**
     * Ends the scope: the root stack is as deep as when it was opened, but for handles that escape. Further calls do nothing.
     *
     * @throws IllegalStateException when a scope opened in this one is still open, which changes nothing; or when the root stack was truncated
     *     below this scope's start, and then the scope is closed nevertheless
     */
    @Override
    public void close() {
        if (!open) {
            return;
        }
        checkInnermost();
        open = false;
        mutator.leaveScope(enclosing);
        RootStack roots = mutator.roots();
        if (roots.depth() < start) {
            throw new IllegalStateException("the root stack was truncated to " + roots.depth() + " slots in a scope that began at " + start);
        }
        // In the order of their slots each moves down or stays, onto slots that were moved already or are of no use any more.
        escaping.sort(Comparator.comparingInt(Handle::index));
        int end = start;
        for (Handle handle : escaping) {
            if (handle.index() < roots.depth()) {
                roots.set(end, roots.get(handle.index()));
                handle.moveTo(enclosing, end);
                end++;
            }
        }
        roots.truncate(end);
    }

    private void checkInnermost() {
        checkOpen();
        if (mutator.innermostScope() != this) {
            throw new IllegalStateException("a scope opened in this one is still open: scopes are used and closed innermost first");
        }
    }

    private void checkOpen() {
        mutator.checkUse();
        if (!open) {
            throw new IllegalStateException("the handle scope is closed, and with it its handles");
        }
    }

    /** The root stack, after seeing to it that a handle's slot is there. */
    RootStack rootsWith(int index) {
        checkOpen();
        RootStack roots = mutator.roots();
        if (index >= roots.depth()) {
            throw new IllegalStateException("the handle's slot " + index + " was removed from the root stack, which has " + roots.depth());
        }
        return roots;
    }

    ReferenceEncoding encoding() {
        return mutator.heap().options().encoding();
    }
}
