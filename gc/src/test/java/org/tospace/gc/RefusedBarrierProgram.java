package org.tospace.gc;

import java.util.List;
import org.tospace.runtime.code.ExecutableMemory;

/** Says what becomes of heaps of each barrier, of a deep stack and of machine code; the main class of child JVMs. */
final class RefusedBarrierProgram {
    private static final ObjectLayout PAIR = ObjectLayout.of(1, 2, 0);
    /** On x86-64: returns. */
    private static final byte RETURN = (byte) 0xc3;

    private RefusedBarrierProgram() {
    }

    public static void main(String[] arguments) {
        for (String options : List.of("heap=1m", "barrier=upcall", "barrier=checked")) {
            try (Heap heap = Heap.open(options); Mutator mutator = heap.attach()) {
                mutator.roots().push(mutator.allocate(PAIR));
                heap.collect();
                System.out.println(options + ": opened, " + heap.verify().objects() + " object, last fault: " + heap.lastFault().isPresent());
                System.out.println("deep stack: " + deep(mutator));
                System.out.println("still " + heap.verify().objects() + " object");
            } catch (UnsupportedOperationException e) {
                System.out.println(options + ": " + e.getMessage());
            }
        }
        try {
            ExecutableMemory.of(new byte[] {RETURN});
            System.out.println("machine code was made");
        } catch (UnsupportedOperationException e) {
            System.out.println("machine code: " + e.getMessage());
        }
    }

    /** Reaches safepoints further and further down, until there is no stack for one. */
    private static String deep(Mutator mutator) {
        try {
            descend(mutator);
            return "endless";
        } catch (StackOverflowError e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void descend(Mutator mutator) {
        mutator.heap().collect();
        descend(mutator);
    }
}
