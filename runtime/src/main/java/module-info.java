/**
 * Virtual memory and traps for user programs: page protection, double mapping, native-state memory access and
 * machine code, all reached through {@code java.lang.foreign}. Knows nothing of objects or collection.
 *
 * <p>Linux. What needs machine code (traps, and what is built on them) is for x86-64 only; memory and double mappings work on any 64-bit processor. Run with {@code --enable-native-access=org.tospace.runtime}.
 */
module org.tospace.runtime {
    exports org.tospace.runtime.code;
    exports org.tospace.runtime.dirty;
    exports org.tospace.runtime.linux;
    exports org.tospace.runtime.memory;
    exports org.tospace.runtime.primitives;
    exports org.tospace.runtime.signalsafe;
    exports org.tospace.runtime.probe;
    exports org.tospace.runtime.trap;
}
