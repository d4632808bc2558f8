package org.tospace.runtime.code;

import org.tospace.runtime.linux.Mapping;
import org.tospace.runtime.linux.Protection;
import org.tospace.runtime.linux.SupportedPlatform;
import org.tospace.runtime.linux.SystemCall;
import org.tospace.runtime.linux.SystemCallNumber;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.PageSize;

/**
 * Machine code in pages of its own: written while they are writable, then made readable and executable for good, never
 * both.
 *
 * <p>Any thread may run the code. {@link #close} frees it; that no thread is inside or holds a way in is for the caller
 * to know.
 */
public final class ExecutableMemory implements AutoCloseable {

    private final long address;
    private final long bytes;
    private final int codeBytes;
    private boolean closed;

    private ExecutableMemory(long address, long bytes, int codeBytes) {
        this.address = address;
        this.bytes = bytes;
        this.codeBytes = codeBytes;
    }

    /**
     * Copies code to where it can run.
     *
     * @param code machine code that runs at any address, at least a byte
     * @return the memory it is in
     * @throws IllegalArgumentException if there is no code
     * @throws UnsupportedOperationException on another processor than x86-64
     * @throws org.tospace.runtime.linux.SystemCallException if the system refuses, as a policy against making written
     *     memory executable may make it do
     */
    public static ExecutableMemory of(byte[] code) {
        SupportedPlatform.requireMachineCode();
        if (code.length == 0) {
            throw new IllegalArgumentException("code must have at least 1 byte: 0");
        }
        long bytes = PageSize.roundUp(code.length);
        long address = SystemCall.check("mmap", 0, bytes, SystemCall.invoke(SystemCallNumber.MMAP, 0, bytes,
                Protection.READ | Protection.WRITE, Mapping.PRIVATE | Mapping.ANONYMOUS, -1, 0));
        ExecutableMemory memory = new ExecutableMemory(address, bytes, code.length);
        for (int i = 0; i < code.length; i++) {
            Memory.putByte(address + i, code[i]);
        }
        long result = SystemCall.invoke(SystemCallNumber.MPROTECT, address, bytes,
                Protection.READ | Protection.EXECUTE);
        if (SystemCall.failed(result)) {
            memory.close();
        }
        SystemCall.check("mprotect", address, bytes, result);
        return memory;
    }

    /**
     * Where the code starts.
     *
     * @return an address on a page's boundary
     */
    public long address() {
        return address;
    }

    /**
     * How long the code is.
     *
     * @return bytes that were given to {@link #of}
     */
    public int codeBytes() {
        return codeBytes;
    }

    /** Frees the code; further calls do nothing. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            SystemCall.check("munmap", address, bytes, SystemCall.invoke(SystemCallNumber.MUNMAP, address, bytes, 0));
        }
    }
}
