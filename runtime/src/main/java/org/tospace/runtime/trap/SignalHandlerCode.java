package org.tospace.runtime.trap;

import static org.tospace.runtime.code.Operand.at;
import static org.tospace.runtime.code.Register.R10;
import static org.tospace.runtime.code.Register.R11;
import static org.tospace.runtime.code.Register.R12;
import static org.tospace.runtime.code.Register.R13;
import static org.tospace.runtime.code.Register.R14;
import static org.tospace.runtime.code.Register.R8;
import static org.tospace.runtime.code.Register.R9;
import static org.tospace.runtime.code.Register.RAX;
import static org.tospace.runtime.code.Register.RBX;
import static org.tospace.runtime.code.Register.RCX;
import static org.tospace.runtime.code.Register.RDI;
import static org.tospace.runtime.code.Register.RDX;
import static org.tospace.runtime.code.Register.RSI;
import static org.tospace.runtime.code.Register.RSP;
import static org.tospace.runtime.code.Width.DWORD;
import static org.tospace.runtime.code.Width.QWORD;

import org.tospace.runtime.code.Assembler;
import org.tospace.runtime.code.Condition;
import org.tospace.runtime.code.Label;
import org.tospace.runtime.linux.SignalAction;
import org.tospace.runtime.linux.SystemCallNumber;

/**
 * The machine code of the action for {@code SIGSEGV} or {@code SIGBUS}: {@code void handler(int signal, siginfo_t *info, ucontext_t *context)}.
 *
 * <p>On the fault path: allocates nothing, logs nothing, takes no lock, calls nothing but a region's upcall.
 *
 * <p>Registers: RDI, RSI and RDX keep the arguments up to the jump to the previous handler; RAX the fault's address; R9 the
 * entry looked at; RCX how many are left; R8, R10 and R11 for the moment. The table's protocol is told in
 * {@link RegionTable}.
 */
final class SignalHandlerCode {

    /** {@code siginfo_t}. */
    private static final int SI_CODE = 8;
    private static final int SI_ADDR = 16;
    /** Not mapped (a guard page says so too), and not allowed by the protection. */
    private static final int SEGV_MAPERR = 1;
    private static final int SEGV_ACCERR = 2;
    /** No memory behind the page: what {@code userfaultfd} raises for a page without a page table entry. */
    private static final int BUS_ADRERR = 2;
    /** The kernel itself, without an address: one that is not canonical. */
    private static final int SI_KERNEL = 0x80;

    /** {@code ucontext_t}: saved registers, which the interrupted code goes on with. */
    private static final int SAVED_R8 = 40;
    private static final int SAVED_R10 = 56;
    private static final int SAVED_R11 = 64;
    private static final int SAVED_RIP = 168;

    /** Bytes of the signal set that {@code rt_sigaction} takes. */
    private static final int SIGNAL_SET_BYTES = 8;

    /** Stack below the signal's frame that an upcall needs: HotSpot's shadow zone of 80 KiB, and as much for the handler. */
    static final int STACK_BYTES = 160 << 10;
    /** No more than the guard zone below a Java thread's stack. */
    private static final int STACK_STEP_BYTES = 4096;
    private static final int NO_COMMAND = 0x7fff;
    private static final int EFAULT = 14;

    private final int signal;
    private final Assembler code = new Assembler();
    private final Label next = code.newLabel();
    private final Label giveUp = code.newLabel();
    private final Label pass = code.newLabel();

    private SignalHandlerCode(int signal) {
        this.signal = signal;
    }

    /**
     * Writes a handler.
     *
     * @param signal the one it is for, {@link SignalAction#SIGSEGV} or {@link SignalAction#SIGBUS}
     * @param previousAddress where the previous handler's address will be, or {@link SignalAction#DEFAULT} or
     *     {@link SignalAction#IGNORE}
     * @return the code
     */
    static byte[] assemble(int signal, long previousAddress) {
        SignalHandlerCode handler = new SignalHandlerCode(signal);
        handler.lookUp();
        handler.serve();
        handler.passOn(previousAddress);
        return handler.code.toByteArray();
    }

    /** Finds the region, or goes to {@code giveUp} or {@code pass}; falls through when inside of an entry. */
    private void lookUp() {
        Label search = code.newLabel();
        Label loop = code.newLabel();
        Label enter = code.newLabel();
        Label outside = code.newLabel();
        Label inside = code.newLabel();

        // Only what the processor raised, not what a process sent.
        code.cmp(DWORD, RDI, signal);
        code.j(Condition.NE, pass);
        code.mov(QWORD, RAX, at(RSI, SI_ADDR));
        code.mov(DWORD, RCX, at(RSI, SI_CODE));
        if (signal == SignalAction.SIGBUS) {
            code.cmp(DWORD, RCX, BUS_ADRERR);
            code.j(Condition.NE, pass);
        } else {
            code.cmp(DWORD, RCX, SI_KERNEL);
            code.j(Condition.E, outside);
            code.sub(DWORD, RCX, SEGV_MAPERR);
            code.cmp(DWORD, RCX, SEGV_ACCERR - SEGV_MAPERR);
            code.j(Condition.A, pass);
        }

        code.bind(search);
        code.mov(R8, RegionTable.address());
        code.mov(QWORD, RCX, at(R8, RegionTable.USED_OFFSET));
        code.lea(R9, at(R8, RegionTable.ENTRIES_OFFSET));
        code.bind(loop);
        code.test(QWORD, RCX, RCX);
        code.j(Condition.E, outside);
        compareWithEntry();
        code.j(Condition.B, enter);
        code.bind(next);
        code.add(QWORD, R9, RegionTable.ENTRY_BYTES);
        code.dec(QWORD, RCX);
        code.jmp(loop);

        // Announce, then look again: from here the entry is neither closed under us nor used for another region.
        code.bind(enter);
        code.lockInc(QWORD, at(R9, RegionTable.INSIDE));
        compareWithEntry();
        code.j(Condition.B, inside);
        code.lockDec(QWORD, at(R9, RegionTable.INSIDE));
        code.jmp(next);

        // In no region: an accessor's access is given up, all else is not ours.
        code.bind(outside);
        compareWithAccessors();
        code.j(Condition.AE, pass);
        code.mov(RCX, AccessorCode.STATUS_INACCESSIBLE);
        code.bind(giveUp);
        code.mov(QWORD, at(RDX, SAVED_R8), RCX);
        code.mov(QWORD, at(RDX, SAVED_R10), RAX);
        code.mov(R11, AccessorCode.failureExitAddress());
        code.mov(QWORD, at(RDX, SAVED_RIP), R11);
        code.ret();

        code.bind(inside);
    }

    /**
     * Sets the flags to "below" if the address is in the entry; length 0 is never above anything. Length before start (the
     * processor keeps loads in order): pairs with the release in {@link RegionTable#publish}.
     */
    private void compareWithEntry() {
        code.mov(QWORD, R11, at(R9, RegionTable.LENGTH));
        code.mov(QWORD, R10, RAX);
        code.sub(QWORD, R10, at(R9, RegionTable.START));
        code.cmp(QWORD, R10, R11);
    }

    /** Sets the flags to "below" if the instruction that faulted is an accessor's. */
    private void compareWithAccessors() {
        code.mov(QWORD, R10, at(RDX, SAVED_RIP));
        code.mov(R11, AccessorCode.address());
        code.sub(QWORD, R10, R11);
        code.cmp(QWORD, R10, AccessorCode.codeBytes());
    }

    /** In a region: by its service, or by upcall if an accessor faulted; else recorded and passed on as SIGBUS. */
    private void serve() {
        Label wild = code.newLabel();
        Label leave = code.newLabel();
        Label done = code.newLabel();

        if (signal == SignalAction.SIGBUS) {
            refuseUnlessServed(wild);
        }
        callService(wild);
        compareWithAccessors();
        code.j(Condition.AE, wild);

        // Three pushes align the stack for the call.
        code.push(RBX);
        code.push(R12);
        code.push(R13);
        code.mov(QWORD, RBX, RDX);
        code.mov(QWORD, R12, R9);
        code.mov(QWORD, R13, RAX);
        requireStack(done);
        code.mov(QWORD, RDI, R13);
        code.call(at(R12, RegionTable.STUB));
        code.test(DWORD, RAX, RAX);
        code.mov(RCX, AccessorCode.STATUS_INACCESSIBLE);
        code.mov(RDX, AccessorCode.STATUS_DONE);
        code.cmov(Condition.NE, DWORD, RCX, RDX);

        // RCX is the status.
        code.bind(done);
        code.mov(QWORD, RDX, RBX);
        code.mov(QWORD, R9, R12);
        code.mov(QWORD, RAX, R13);
        code.pop(R13);
        code.pop(R12);
        code.pop(RBX);
        code.lockDec(QWORD, at(R9, RegionTable.INSIDE));
        code.cmp(DWORD, RCX, AccessorCode.STATUS_DONE);
        code.j(Condition.NE, giveUp);
        code.ret();

        code.bind(wild);
        code.mov(R10, 1);
        code.lockXadd(QWORD, at(R9, RegionTable.FAULTS), R10);
        code.mov(DWORD, R11, R10);
        code.and(DWORD, R11, RegionTable.RECORD_COUNT - 1);
        code.shl(DWORD, R11, RegionTable.RECORD_BYTES_LOG2);
        code.lea(R11, at(R9, R11, 1, RegionTable.RECORDS));
        code.mov(QWORD, at(R11, RegionTable.RECORD_SEQUENCE), 0);
        code.mov(QWORD, at(R11, RegionTable.RECORD_ADDRESS), RAX);
        code.mov(QWORD, RCX, at(RDX, SAVED_RIP));
        code.mov(QWORD, at(R11, RegionTable.RECORD_PROGRAM_COUNTER), RCX);
        code.mov(QWORD, RCX, at(R9, RegionTable.CONTEXT));
        code.test(QWORD, RCX, RCX);
        code.j(Condition.E, leave);
        code.mov(QWORD, RCX, at(RCX));
        code.bind(leave);
        code.mov(QWORD, at(R11, RegionTable.RECORD_CONTEXT), RCX);
        code.inc(QWORD, R10);
        // The processor keeps stores in order: the sequence is seen last. Pairs with RegionTable.lastFault.
        code.mov(QWORD, at(R11, RegionTable.RECORD_SEQUENCE), R10);
        code.lockDec(QWORD, at(R9, RegionTable.INSIDE));
        code.mov(RDI, SignalAction.SIGBUS);
    }

    /**
     * For SIGBUS, goes on only in a region that asked for it. In others it means that memory ran out or a file was cut short, which
     * no handler mends: an accessor's access is given up, another is {@code wild}.
     */
    private void refuseUnlessServed(Label wild) {
        Label served = code.newLabel();

        code.mov(QWORD, R10, at(R9, RegionTable.SERVES_BUS));
        code.test(QWORD, R10, R10);
        code.j(Condition.NE, served);
        compareWithAccessors();
        code.j(Condition.AE, wild);
        code.lockDec(QWORD, at(R9, RegionTable.INSIDE));
        code.mov(RCX, AccessorCode.STATUS_INACCESSIBLE);
        code.jmp(giveUp);
        code.bind(served);
    }

    /**
     * If the region has a service, calls it, whatever code faulted: returns from the signal if it served the fault, goes to
     * {@code wild} if not. Falls through where there is none.
     */
    private void callService(Label wild) {
        Label none = code.newLabel();

        code.mov(QWORD, R10, at(R9, RegionTable.SERVICE));
        code.test(QWORD, R10, R10);
        code.j(Condition.E, none);
        // Five pushes align the stack for the call.
        code.push(RBX);
        code.push(R12);
        code.push(R13);
        code.push(R14);
        code.push(RAX);
        code.mov(QWORD, RBX, RDX);
        code.mov(QWORD, R12, R9);
        code.mov(QWORD, R13, RAX);
        code.mov(QWORD, R14, RSI);
        code.mov(QWORD, RDI, at(R9, RegionTable.ARGUMENT));
        code.mov(QWORD, RSI, RAX);
        code.movThreadPointer(RDX);
        code.call(R10);
        // None of these changes the flags.
        code.test(DWORD, RAX, RAX);
        code.mov(QWORD, RDX, RBX);
        code.mov(QWORD, R9, R12);
        code.mov(QWORD, RAX, R13);
        code.mov(QWORD, RSI, R14);
        code.pop(R14);
        code.pop(R14);
        code.pop(R13);
        code.pop(R12);
        code.pop(RBX);
        code.j(Condition.E, wild);
        code.lockDec(QWORD, at(R9, RegionTable.INSIDE));
        code.ret();
        code.bind(none);
    }

    /**
     * Goes to {@code tooShort} with the status in RCX unless the thread has the stack that an upcall and its handler take:
     * Java that runs out of it at the start of an upcall ends the process, and in the middle of a handler leaves its work
     * half done.
     *
     * <p>Asks the kernel to read the stack page by page: {@code rt_sigprocmask} with a command that is none reads its
     * argument and does nothing, and fails with {@code EFAULT} on the JVM's guard pages. What was found is kept with the
     * thread's status words: from which address to which the stack is known to be there. A thread that goes up and down
     * its stack extends the range; one that is elsewhere altogether (a virtual thread on another carrier) starts anew.
     */
    private void requireStack(Label tooShort) {
        Label probe = code.newLabel();
        Label page = code.newLabel();
        Label keep = code.newLabel();
        Label enough = code.newLabel();

        code.mov(QWORD, R11, at(RBX, SAVED_R11));
        code.lea(R9, at(RSP, -STACK_BYTES));
        code.cmp(QWORD, RSP, at(R11, AccessorCode.STACK_HIGH_OFFSET));
        code.j(Condition.A, probe);
        code.cmp(QWORD, R9, at(R11, AccessorCode.STACK_LOW_OFFSET));
        code.j(Condition.AE, enough);

        code.bind(probe);
        code.mov(QWORD, R8, RSP);
        code.bind(page);
        code.sub(QWORD, R8, STACK_STEP_BYTES);
        code.mov(RAX, SystemCallNumber.RT_SIGPROCMASK);
        code.mov(RDI, NO_COMMAND);
        code.mov(QWORD, RSI, R8);
        code.xor(DWORD, RDX, RDX);
        code.mov(R10, SIGNAL_SET_BYTES);
        code.syscall();
        code.mov(RCX, AccessorCode.STATUS_NO_STACK);
        code.cmp(QWORD, RAX, -EFAULT);
        code.j(Condition.E, tooShort);
        code.cmp(QWORD, R8, R9);
        code.j(Condition.A, page);

        // Extends the known range downwards if this is within it, else replaces it.
        code.mov(QWORD, R11, at(RBX, SAVED_R11));
        code.cmp(QWORD, RSP, at(R11, AccessorCode.STACK_HIGH_OFFSET));
        code.mov(QWORD, RDX, RSP);
        code.j(Condition.A, keep);
        code.cmp(QWORD, RSP, at(R11, AccessorCode.STACK_LOW_OFFSET));
        code.j(Condition.B, keep);
        code.mov(QWORD, RDX, at(R11, AccessorCode.STACK_HIGH_OFFSET));
        code.bind(keep);
        code.mov(QWORD, at(R11, AccessorCode.STACK_LOW_OFFSET), R9);
        code.mov(QWORD, at(R11, AccessorCode.STACK_HIGH_OFFSET), RDX);
        code.bind(enough);
    }

    /** Jumps to the previous handler with its arguments; where there is none, makes the fault deadly. */
    private void passOn(long previousAddress) {
        Label none = code.newLabel();

        code.bind(pass);
        code.mov(R11, previousAddress);
        code.mov(QWORD, R11, at(R11));
        code.cmp(QWORD, R11, (int) SignalAction.IGNORE);
        code.j(Condition.BE, none);
        code.jmp(R11);

        // rt_sigaction(signal, default, NULL, 8); the instruction then faults once more.
        code.bind(none);
        code.mov(RAX, SystemCallNumber.RT_SIGACTION);
        code.mov(RDI, signal);
        code.mov(RSI, RegionTable.address() + RegionTable.ZEROES_OFFSET);
        code.xor(DWORD, RDX, RDX);
        code.mov(R10, SIGNAL_SET_BYTES);
        code.syscall();
        code.ret();
    }
}
