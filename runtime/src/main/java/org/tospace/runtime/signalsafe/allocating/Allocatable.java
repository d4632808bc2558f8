package org.tospace.runtime.signalsafe.allocating;

import java.util.function.IntConsumer;

/** What the allocator must know of an instruction. */
public interface Allocatable {

    /** Names every register that it reads. */
    void forEachRead(IntConsumer action);

    /** Names every register that it writes or destroys. */
    void forEachWrite(IntConsumer action);

    /** Whether it copies one register to another and does nothing else, so that it can go when both are the same. */
    boolean isMove();
}
