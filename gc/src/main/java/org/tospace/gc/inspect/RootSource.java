package org.tospace.gc.inspect;

import org.tospace.gc.weak.WeakProcessing.WordCheck;

/** Knows a heap's roots. */
public interface RootSource {
    /** Shows all that roots hold. */
    void show(RootSink sink);

    /** Shows all that weak structures hold, in the same order each time. */
    void showWeak(WordCheck sink);
}
