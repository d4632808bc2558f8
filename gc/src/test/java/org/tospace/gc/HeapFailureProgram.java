package org.tospace.gc;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.tospace.gc.scan.ControlBlock;
import org.tospace.gc.scan.Forwarding;
import org.tospace.gc.scan.ObjectHeader;
import org.tospace.gc.testing.MutatorThreads;
import org.tospace.runtime.linux.SystemCallException;
import org.tospace.runtime.memory.Access;
import org.tospace.runtime.memory.DualMapping;
import org.tospace.runtime.memory.MapLimit;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.PageSize;

/**
 * Brings a heap to an end in the middle of a collection and then uses it: what is read is right or refused, nothing hangs, every
 * safepoint says what happened. The main class of child JVMs. Arguments: the heap's options, and which {@link Cause}s, one after the
 * other.
 */
final class HeapFailureProgram {
    private static final int NODES = 1500;
    private static final int READ_BEFORE = 10;
    private static final int BROKEN = 700;
    private static final ObjectLayout TABLE = ObjectLayout.of(1, NODES, 0);
    private static final ObjectLayout NODE = ObjectLayout.of(2, 1, 1000);
    private static final ObjectLayout LEAF = ObjectLayout.of(3, 0, 8);
    /** Where a node's number is, a leaf's, and where a node has room for what looks like an object. */
    private static final int NUMBER = 16;
    private static final int LEAF_NUMBER = 8;
    private static final int MADE_UP = 512;

    private final Heap heap;
    private final Mutator mutator;
    private final long[] nodes = new long[NODES];
    private int refused;

    /** What goes wrong. */
    enum Cause {
        /** The process has as many mappings as it may have. */
        MAPPINGS,
        /** No addresses are left to copy to. */
        COPY_AREA,
        /** A slot names zeros. */
        ZEROS(0),
        /** A slot names a small number that is like the state of an object which somebody is copying. */
        SEEMS_BUSY(ObjectHeader.NORMAL | 2),
        /** A slot names a filler. */
        FILLER(ObjectHeader.filler(64)),
        /** A slot names what would be an object larger than the heap. */
        SEEMS_LARGE(ObjectHeader.of(1, 1L << 33, 0));

        private final long word;
        private final boolean isMadeUp;

        Cause() {
            word = 0;
            isMadeUp = false;
        }

        Cause(long word) {
            this.word = word;
            isMadeUp = true;
        }

        /** What the slot's reference leads to. */
        long word() {
            return word;
        }
    }

    private HeapFailureProgram(Heap heap, Mutator mutator) {
        this.heap = heap;
        this.mutator = mutator;
    }

    /** Exit code 0 when each heap failed, or went on, as it should; prints which. */
    public static void main(String[] arguments) {
        for (int i = 1; i < arguments.length; i++) {
            try (Heap heap = Heap.open(arguments[0] + ",log=off"); Mutator mutator = heap.attach()) {
                Cause cause = Cause.valueOf(arguments[i]);
                System.out.print(cause + ": ");
                new HeapFailureProgram(heap, mutator).run(cause);
            }
        }
    }

    private void run(Cause cause) {
        build(cause);
        if (heap.options().background()) {
            pollUntilRefused();
            return;
        }
        flip();
        load();
        if (cause == Cause.MAPPINGS) {
            withoutMappings(this::readAll);
        } else {
            if (cause == Cause.COPY_AREA) {
                long control = heap.memory().control();
                Memory.putLong(control + ControlBlock.COPY_LIMIT, Memory.getLong(control + ControlBlock.COPY_TOP));
            }
            readAll();
        }
        report();
    }

    private void flip() {
        heap.collector().flip(mutator.port(), mutator.port().agent(), 0);
        mutator.refreshGuard();
    }

    private void build(Cause cause) {
        RootStack roots = mutator.roots();
        roots.push(mutator.allocate(TABLE));
        for (int i = 0; i < NODES; i++) {
            roots.push(mutator.allocate(NODE));
            long leaf = mutator.allocate(LEAF);
            mutator.putLong(leaf, LEAF_NUMBER, i);
            long node = roots.pop();
            mutator.putLong(node, NUMBER, i);
            mutator.putLong(node, MADE_UP, cause.word);
            mutator.setSlot(node, 0, cause.isMadeUp && i == BROKEN ? node + MADE_UP : leaf);
            mutator.setSlot(roots.get(0), i, node);
        }
    }

    /** Opens the table only. From here on to the first safepoint, the references are good; the first few nodes are read. */
    private void load() {
        for (int i = 0; i < NODES; i++) {
            nodes[i] = mutator.getSlot(mutator.roots().get(0), i);
        }
        for (int i = 0; i < READ_BEFORE; i++) {
            require(read(i), "node " + i + " could not be read while all was well");
        }
        refused = 0;
    }

    /** Does something while the process has no mapping to spare. */
    private void withoutMappings(Runnable task) {
        long page = PageSize.bytes();
        long bytes = (MapLimit.limit() + 2) * page;
        boolean full = false;
        try (DualMapping mapping = DualMapping.create("no mapping to spare", bytes)) {
            try {
                for (long offset = 0; offset < bytes; offset += 2 * page) {
                    mapping.protect(mapping.frontAddress() + offset, page, Access.NONE);
                }
            } catch (SystemCallException e) {
                full = true;
            }
            task.run();
            mapping.protect(mapping.frontAddress(), bytes, Access.READ_WRITE);
        }
        require(full, "every page was protected");
    }

    /** The background thread meets what is wrong; this one touches nothing, and learns of it all the same. */
    private void pollUntilRefused() {
        long deadline = System.nanoTime() + 20_000_000_000L;
        try {
            // Throws too, when the background thread was as quick as that.
            flip();
            while (System.nanoTime() < deadline) {
                mutator.poll();
            }
        } catch (HeapFailureException e) {
            requireFailure(mutator::poll);
            requireFailure(heap::collect);
            System.out.println("polled, because " + e.getMessage());
        }
    }

    private void readAll() {
        List<Integer> order = Arrays.asList(IntStream.range(0, NODES).boxed().toArray(Integer[]::new));
        Collections.shuffle(order, new Random(1));
        for (int i : order) {
            read(i);
        }
    }

    /** Reads a node and its leaf; false, and counted, when an access is refused. */
    private boolean read(int i) {
        try {
            long number = mutator.getLong(nodes[i], NUMBER);
            requireSoon(number, i);
            long leaf = mutator.getSlot(nodes[i], 0);
            require(!Forwarding.isFromSpace(heap.memory().control(), leaf), "node " + i + " shows a from-space reference");
            requireSoon(mutator.getLong(leaf, LEAF_NUMBER), i);
            return true;
        } catch (InternalError | HeapFailureException e) {
            refused++;
            return false;
        }
    }

    /** Under TRAP an access that is refused gives something or other, and the error follows some instructions later, at the latest here. */
    private static void requireSoon(long number, int expected) {
        Thread.yield();
        require(number == expected, "node or leaf " + expected + " holds " + number);
    }

    private void report() {
        if (refused == 0) {
            heap.collect();
            System.out.println("went on, objects " + heap.verify().objects());
            return;
        }
        for (int i = 0; i < READ_BEFORE; i++) {
            require(mutator.getLong(nodes[i], NUMBER) == i, "node " + i + " is lost");
        }
        String fault = heap.lastFault().map(FaultReport::description).orElse("none");
        String message = requireFailure(mutator::poll);
        requireFailure(() -> mutator.allocate(LEAF));
        requireFailure(() -> mutator.allocate(0, 0, 100_000));
        requireFailure(heap::collect);
        requireFailure(heap::verify);
        requireFailure(() -> mutator.blocked().close());
        MutatorThreads.run(1, _ -> {
            try (Mutator other = heap.attach()) {
                requireFailure(other::poll);
                requireFailure(() -> other.allocate(LEAF));
            }
        });
        require(heap.options().barrier() != Barrier.TRAP || fault.contains(message), "last fault: " + fault);
        System.out.println("refused " + refused + ", because " + message);
    }

    private static String requireFailure(Runnable safepoint) {
        try {
            safepoint.run();
        } catch (HeapFailureException e) {
            return e.getMessage();
        }
        throw new AssertionError("a safepoint of a heap that has failed says nothing");
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new AssertionError(otherwise);
        }
    }
}
