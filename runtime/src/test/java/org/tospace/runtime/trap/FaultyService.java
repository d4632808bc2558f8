package org.tospace.runtime.trap;

import org.tospace.runtime.linux.NativeCall;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/** Services that fault themselves. The argument of each says where. */
@SignalSafe
final class FaultyService {

    private FaultyService() {
    }

    /** Loads from an address. */
    static int load(long argument, long address, long thread) {
        return Memory.getLong(argument) == 1 ? 1 : 0;
    }

    /** Loads what the mutator met: a closed page of the same region. */
    static int loadTheSame(long argument, long address, long thread) {
        return Memory.getLong(address) == argument ? 1 : 0;
    }

    /** Calls code at an address. */
    static int jump(long argument, long address, long thread) {
        return (int) NativeCall.invoke(argument, address, thread, 0);
    }
}
