package org.tospace.gc.collector;

import org.tospace.gc.HeapFailureException;
import org.tospace.gc.scan.ControlBlock;
import org.tospace.gc.scan.Failure;
import org.tospace.gc.scan.RangeOpener;
import org.tospace.runtime.memory.Memory;

/** A failure of the scanner, which cannot throw, in words. */
final class FailureDescription {
    private static final long ENOMEM = 12;

    private FailureDescription() {
    }

    static long kind(long control) {
        return Memory.getLongAcquire(control + ControlBlock.FAILURE);
    }

    static HeapFailureException exception(long control, Throwable cause) {
        if (cause != null) {
            return new HeapFailureException("the heap cannot be collected any more: " + cause, cause);
        }
        String address = "0x" + Long.toHexString(Memory.getLong(control + ControlBlock.FAILURE_ADDRESS));
        long detail = Memory.getLong(control + ControlBlock.FAILURE_DETAIL);
        String words = switch ((int) kind(control)) {
            case (int) Failure.NOT_AN_OBJECT -> "a slot or root held " + address + ", which is no object (its header reads 0x"
                    + Long.toHexString(detail) + "): a reference was kept across a safepoint without a root, or made up; run with stress=1 to find it";
            case (int) Failure.COPY_AREA_FULL -> "no addresses left to copy " + detail + " bytes to, at " + address;
            case (int) Failure.UNPROTECT -> "the system refused to open the page at " + address + ", error " + detail
                    + (isOutOfMappings(control, detail)
                            ? " (ENOMEM): the process has too many mappings, lower maps= or raise vm.max_map_count" : "");
            default -> "unknown failure at " + address;
        };
        return new HeapFailureException("the heap cannot be collected any more: " + words, null);
    }

    private static boolean isOutOfMappings(long control, long error) {
        return error == ENOMEM && Memory.getInt(control + ControlBlock.PROTECTION) == RangeOpener.MPROTECT;
    }
}
