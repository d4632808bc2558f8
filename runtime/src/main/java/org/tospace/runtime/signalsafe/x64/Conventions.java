package org.tospace.runtime.signalsafe.x64;

import static org.tospace.runtime.code.Register.R10;
import static org.tospace.runtime.code.Register.R11;
import static org.tospace.runtime.code.Register.R12;
import static org.tospace.runtime.code.Register.R13;
import static org.tospace.runtime.code.Register.R14;
import static org.tospace.runtime.code.Register.R15;
import static org.tospace.runtime.code.Register.R8;
import static org.tospace.runtime.code.Register.R9;
import static org.tospace.runtime.code.Register.RAX;
import static org.tospace.runtime.code.Register.RBP;
import static org.tospace.runtime.code.Register.RBX;
import static org.tospace.runtime.code.Register.RCX;
import static org.tospace.runtime.code.Register.RDI;
import static org.tospace.runtime.code.Register.RDX;
import static org.tospace.runtime.code.Register.RSI;

import java.util.List;
import org.tospace.runtime.code.Register;

/** Which registers are for what: the System V convention for C, and the kernel's for system calls on Linux. */
final class Conventions {

    /** The arguments of a method. */
    static final List<Register> ARGUMENTS = List.of(RDI, RSI, RDX, RCX, R8, R9);
    /** The arguments of a system call; its number is in RAX. */
    static final List<Register> SYSTEM_CALL_ARGUMENTS = List.of(RDI, RSI, RDX, R10, R8, R9);
    /** What a function called by C code leaves as it was. */
    static final List<Register> PRESERVED_FOR_C = List.of(RBX, RBP, R12, R13, R14, R15);
    /** What may be allocated, best first: those that cost a C function nothing, then those of the shorter encodings. */
    static final List<Register> ALLOCATABLE =
            List.of(RAX, RCX, RDX, RSI, RDI, R8, R9, R10, R11, RBX, RBP, R12, R13, R14, R15);

    private Conventions() {
    }
}
