package org.tospace.gc;

import org.tospace.runtime.linux.Protection;
import org.tospace.runtime.linux.SystemCall;
import org.tospace.runtime.linux.SystemCallNumber;

/** Takes the collector's view of the heap away in the middle of a collection, then meets an unscanned page; the main class of child JVMs. */
final class ScannerFaultProgram {
    private static final int NODES = 2000;

    private ScannerFaultProgram() {
    }

    /** Never ends well: the scanner faults when the page is met. */
    public static void main(String[] arguments) {
        Heap heap = Heap.open("heap=8m,page=4k,background=off,barrier=trap,protection=" + arguments[0]);
        Mutator mutator = heap.attach();
        RootStack roots = mutator.roots();
        roots.push(0);
        for (int i = 0; i < NODES; i++) {
            long node = mutator.allocate(1, 1, 200);
            mutator.setSlot(node, 0, roots.peek());
            roots.set(0, node);
        }
        long before = heap.statistics().collections();
        while (heap.statistics().collections() == before) {
            mutator.allocate(2, 0, 200);
        }
        long view = heap.memory().base() + heap.memory().delta();
        SystemCall.check("mprotect", view, heap.memory().bytes(),
                SystemCall.invoke(SystemCallNumber.MPROTECT, view, heap.memory().bytes(), Protection.NONE));
        long sum = 0;
        for (long node = roots.peek(); node != 0; node = mutator.getSlot(node, 0)) {
            sum++;
        }
        System.out.println("went on to " + sum);
    }
}
