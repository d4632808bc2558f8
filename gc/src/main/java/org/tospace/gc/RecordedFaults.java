package org.tospace.gc;

import java.util.Optional;
import org.tospace.runtime.trap.Fault;
import org.tospace.runtime.trap.TrapRegion;

/**
 * Where faults of plain code are recorded that nothing could make good. With a barrier that closes pages that is the heap's trap region; with
 * {@link Barrier#CHECKED}, which needs no signals, it is nowhere. Any thread.
 */
interface RecordedFaults extends AutoCloseable {
    /** Nothing is recorded. */
    RecordedFaults NONE = new RecordedFaults() {
        @Override
        public Optional<Fault> own() {
            return Optional.empty();
        }

        @Override
        public Optional<Fault> outside() {
            return Optional.empty();
        }

        @Override
        public void close() {
            // There is nothing to give back.
        }
    };

    /** What a region records; closing closes it. */
    static RecordedFaults of(TrapRegion region) {
        return new RecordedFaults() {
            @Override
            public Optional<Fault> own() {
                return region.lastFault();
            }

            @Override
            public Optional<Fault> outside() {
                return TrapRegion.lastFaultOutside();
            }

            @Override
            public void close() {
                region.close();
            }
        };
    }

    /** The last fault in the heap's own addresses. */
    Optional<Fault> own();

    /** The last fault outside all heaps. */
    Optional<Fault> outside();

    @Override
    void close();
}
