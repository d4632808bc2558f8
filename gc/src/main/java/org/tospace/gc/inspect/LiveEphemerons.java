package org.tospace.gc.inspect;

import org.tospace.gc.weak.WeakProcessing.WordCheck;

/** Is shown weak words, and passes on those values of ephemerons that are references and kept alive by holder and key. */
public abstract class LiveEphemerons implements WordCheck {
    private final LiveObjects live;

    /** By what is live so far. */
    protected LiveEphemerons(LiveObjects live) {
        this.live = live;
    }

    @Override
    public void word(String name, long index, long value, boolean strong) {
        // Strong words are roots, and others keep nothing alive.
    }

    @Override
    public final void ephemeron(String name, long index, long holder, long key, long value) {
        if (live.heap().encoding().isReference(value) && live.isLive(holder) && live.isLive(key)) {
            value(name, index, value);
        }
    }

    /** A value that is kept alive. */
    protected abstract void value(String name, long index, long value);
}
