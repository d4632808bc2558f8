package org.tospace.workloads.measure;

/**
 * The steps of one thread's work, told by the thread itself: it calls {@link #tick} at the end of each step of its loop, at the same places
 * whatever collects its garbage. From that alone its own view of all delays follows, whoever caused them.
 *
 * <p>For one thread. Where nobody asked for gaps it is {@link #NONE}, which does nothing and costs nothing: of a process that does not record, it
 * is the only kind there is.
 */
public abstract class Steps {
    /** Nobody listens. */
    public static final Steps NONE = new Steps() {
        @Override
        public void begin() {
            // Nothing is measured.
        }

        @Override
        public void tick() {
            // Nothing is measured.
        }
    };

    /** The first step begins now. */
    public abstract void begin();

    /** A step has ended, and the next begins. */
    public abstract void tick();
}
