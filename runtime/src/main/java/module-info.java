/**
 * Virtual memory and traps for user programs: page protection, double mapping, native-state memory access and
 * machine code, all reached through {@code java.lang.foreign}. Knows nothing of objects or collection.
 *
 * <p>Linux on x86-64 only. Run with {@code --enable-native-access=org.tospace.runtime}.
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
