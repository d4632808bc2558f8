package org.tospace.gc.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.tospace.gc.EphemeronTable;
import org.tospace.gc.FinalizationQueue;
import org.tospace.gc.Heap;
import org.tospace.gc.Mutator;
import org.tospace.gc.ObjectLayout;
import org.tospace.gc.ReferenceEncoding;
import org.tospace.gc.RootStack;
import org.tospace.gc.WeakCells;
import org.tospace.gc.WeakRoot;
import org.tospace.gc.WeakTable;

/**
 * One mutator that builds random graphs with weak references of every kind, and a model of plain Java objects that knows what is reachable.
 *
 * <p>What the model reaches must never be cleared. What it does not reach may be cleared at any time, for good, and must be after a full
 * collection. An object that a finalization queue gave back is reachable again, but weak references to it, or to what
 * only it named, may have been cleared before.
 */
public final class WeakGraph implements AutoCloseable {
    private static final ObjectLayout NODE = ObjectLayout.of(300, 2, 16);
    /** The first 8 raw bytes are the heap's; ID is behind them. */
    private static final long ID_IN_RAW = 8;
    private static final int ROOTS = 24;
    private static final int WEAK_ROOTS = 40;
    private static final int GARBAGE = 12;

    private final Heap heap;
    private final Mutator mutator;
    private final RootStack roots;
    private final ReferenceEncoding encoding;
    private final WeakCells cells;
    private final WeakTable table;
    private final EphemeronTable ephemerons;
    private final FinalizationQueue queue;
    private final Random random;
    private final Node[] rooted = new Node[ROOTS];
    private final WeakRoot[] weakRoots = new WeakRoot[WEAK_ROOTS];
    private final Link[] weakLinks = new Link[WEAK_ROOTS];
    private final Map<Long, Link> interned = new HashMap<>();
    private final Map<Node, Node> properties = new IdentityHashMap<>();
    private final List<Node> registered = new ArrayList<>();
    private final List<Node> queued = new ArrayList<>();
    /** Registered and reachable, but queued perhaps, as they were not reachable when what names them died. */
    private final Set<Node> perhapsQueued = Collections.newSetFromMap(new IdentityHashMap<>());
    /** Where the last walk ended. */
    private long walkRef;
    private long ids;
    private int cleared;
    private int polled;

    /** A node of the model: an object that is a weak cell as well. */
    private static final class Node {
        private final long id;
        private final Node[] slots = new Node[2];
        private Link key;
        private Node value;

        Node(long id) {
            this.id = id;
        }
    }

    /** A weak reference of the model; null when it is cleared. */
    private static final class Link {
        private Node target;
        /** Whether it may have been cleared although its target is reachable: that came back from a queue. */
        private boolean doubtful;

        Link(Node target) {
            this.target = target;
        }
    }

    /** An empty graph. */
    public WeakGraph(Mutator mutator, long seed) {
        this.mutator = mutator;
        this.heap = mutator.heap();
        this.roots = mutator.roots();
        this.encoding = heap.options().encoding();
        this.cells = heap.weakCells();
        this.table = heap.newWeakTable();
        this.ephemerons = heap.newEphemeronTable();
        this.queue = heap.newFinalizationQueue();
        this.random = new Random(seed);
        for (int i = 0; i < ROOTS; i++) {
            roots.push(0);
        }
        for (int i = 0; i < WEAK_ROOTS; i++) {
            weakRoots[i] = heap.newWeakRoot(0);
            weakLinks[i] = new Link(null);
        }
    }

    /** How many weak references to dead objects were seen cleared. */
    public int cleared() {
        return cleared;
    }

    /** How many objects were polled. */
    public int polled() {
        return polled;
    }

    /** Makes a number of changes. */
    public void run(int steps) {
        for (int i = 0; i < steps; i++) {
            step();
        }
    }

    private void step() {
        switch (random.nextInt(16)) {
            case 0, 1, 2 -> allocate();
            case 3 -> root(random.nextInt(ROOTS), null, 0);
            case 4, 5 -> link();
            case 6 -> setWeakRoot();
            case 7, 8 -> getWeakRoot();
            case 9 -> setCell();
            case 10 -> getCell();
            case 11 -> intern();
            case 12 -> findInterned();
            case 13 -> putProperty();
            case 14 -> getProperty();
            default -> {
                if (random.nextInt(4) == 0) {
                    register();
                } else {
                    poll();
                }
            }
        }
    }

    private void allocate() {
        for (int i = random.nextInt(GARBAGE); i > 0; i--) {
            mutator.allocate(NODE);
        }
        Node node = new Node(++ids);
        long ref = cells.allocate(mutator, NODE);
        mutator.putLong(ref, NODE.rawOffset() + ID_IN_RAW, node.id);
        node.key = new Link(null);
        root(random.nextInt(ROOTS), node, ref);
    }

    private void root(int index, Node node, long ref) {
        rooted[index] = node;
        roots.set(index, node == null ? 0 : encoding.value(ref));
    }

    private long ref(long value) {
        require(encoding.isReference(value), "no reference: 0x" + Long.toHexString(value));
        return encoding.address(value);
    }

    /** What a reference names must be what the model says, down to what it names itself. */
    private long same(Node node, long ref) {
        long id = mutator.getLong(ref, NODE.rawOffset() + ID_IN_RAW);
        require(id == node.id, "object " + node.id + " is object " + id);
        for (int i = 0; i < node.slots.length; i++) {
            Node next = node.slots[i];
            long value = mutator.getSlot(ref, i);
            require((next == null) == (value == 0), "slot " + i + " of object " + node.id + " holds 0x" + Long.toHexString(value));
            require(next == null || mutator.getLong(ref(value), NODE.rawOffset() + ID_IN_RAW) == next.id, "slot " + i + " of object " + node.id);
        }
        return ref;
    }


    /** Some rooted object or one that it leads to; null when the root is empty. */
    private Node walk() {
        int index = random.nextInt(ROOTS);
        Node node = rooted[index];
        if (node == null) {
            return null;
        }
        walkRef = ref(roots.get(index));
        for (int i = random.nextInt(4); i > 0; i--) {
            int slot = random.nextInt(2);
            if (node.slots[slot] == null) {
                break;
            }
            walkRef = ref(mutator.getSlot(walkRef, slot));
            node = node.slots[slot];
        }
        same(node, walkRef);
        return node;
    }

    private void link() {
        Node target = walk();
        long targetRef = walkRef;
        Node holder = walk();
        if (holder != null) {
            int slot = random.nextInt(2);
            boolean none = target == null || random.nextInt(3) == 0;
            holder.slots[slot] = none ? null : target;
            mutator.setSlot(walkRef, slot, none ? 0 : encoding.value(targetRef));
        }
    }

    private void setWeakRoot() {
        Node node = walk();
        if (node != null) {
            int index = random.nextInt(WEAK_ROOTS);
            if (random.nextInt(4) == 0) {
                weakRoots[index].close();
                weakRoots[index] = heap.newWeakRoot(encoding.value(walkRef));
            } else {
                weakRoots[index].set(mutator, encoding.value(walkRef));
            }
            weakLinks[index] = new Link(node);
        }
    }

    private void getWeakRoot() {
        int index = random.nextInt(WEAK_ROOTS);
        revive(weakLinks[index], weakRoots[index].get(mutator));
    }

    /** A weak reference gave this: if it is an object, it is alive from here on, and may be rooted. */
    private void revive(Link link, long value) {
        if (link.target == null) {
            require(value == 0, "a cleared weak reference holds 0x" + Long.toHexString(value));
        } else if (value == 0) {
            require(link.doubtful || !reachable().contains(link.target), "object " + link.target.id + " is reachable, but a weak reference is cleared");
            link.target = null;
            cleared++;
        } else {
            long ref = same(link.target, ref(value));
            if (random.nextBoolean()) {
                root(random.nextInt(ROOTS), link.target, ref);
            }
        }
    }

    private void setCell() {
        Node key = walk();
        long keyRef = walkRef;
        Node value = walk();
        long valueRef = walkRef;
        Node cell = walk();
        if (cell != null && key != null) {
            cell.key = new Link(key);
            if (value == null || random.nextInt(3) == 0) {
                cell.value = null;
                cells.set(mutator, walkRef, encoding.value(keyRef));
            } else {
                cell.value = value;
                cells.set(mutator, walkRef, encoding.value(keyRef), encoding.value(valueRef));
            }
        }
    }

    private void getCell() {
        Node cell = walk();
        if (cell != null) {
            long key = cells.get(mutator, walkRef);
            long value = cells.value(mutator, walkRef);
            Node wasKey = cell.key.target;
            Node wasValue = cell.value;
            revive(cell.key, key);
            if (cell.key.target == null) {
                cell.value = null;
            }
            require((cell.value == null) == (value == 0), "value of cell " + cell.id + ", key " + (wasKey == null ? 0 : wasKey.id));
            if (value != 0) {
                long ref = same(wasValue, ref(value));
                if (random.nextBoolean()) {
                    root(random.nextInt(ROOTS), wasValue, ref);
                }
            }
        }
    }

    private static int hash(long id) {
        return (int) id * 31 & 0xffff;
    }

    private WeakTable.Matcher matcher(long id) {
        return (user, ref) -> user.getLong(ref, NODE.rawOffset() + ID_IN_RAW) == id;
    }

    private void intern() {
        Node node = walk();
        if (node != null) {
            Link link = interned.get(node.id);
            if (random.nextInt(4) == 0) {
                boolean removed = table.remove(mutator, hash(node.id), walkRef);
                boolean expected = link != null && link.target != null;
                require(removed == expected || expected && link.doubtful, "removal of object " + node.id + ": " + removed);
                interned.remove(node.id);
            } else {
                long found = table.addIfAbsent(mutator, hash(node.id), walkRef, matcher(node.id));
                require(found == walkRef, "two objects are " + node.id);
                interned.put(node.id, new Link(node));
            }
        }
    }

    private void findInterned() {
        if (ids > 0) {
            long id = ids - random.nextInt((int) Math.min(ids, 200));
            long ref = table.find(mutator, hash(id), matcher(id));
            Link link = interned.get(id);
            if (link == null) {
                require(ref == 0, "object " + id + " was never in the table");
            } else {
                revive(link, ref == 0 ? 0 : encoding.value(ref));
            }
        }
    }

    private void putProperty() {
        Node value = walk();
        long valueRef = walkRef;
        Node key = walk();
        if (key != null) {
            if (value == null || random.nextInt(5) == 0) {
                properties.remove(key);
                ephemerons.put(mutator, hash(key.id), walkRef, 0);
            } else {
                properties.put(key, value);
                ephemerons.put(mutator, hash(key.id), walkRef, encoding.value(valueRef));
            }
        }
    }

    private void getProperty() {
        Node key = walk();
        if (key != null) {
            long value = ephemerons.get(mutator, hash(key.id), walkRef);
            Node expected = properties.get(key);
            require((value == 0) == (expected == null), "property of object " + key.id + " is 0x" + Long.toHexString(value));
            if (value != 0) {
                long ref = same(expected, ref(value));
                if (random.nextBoolean()) {
                    root(random.nextInt(ROOTS), expected, ref);
                }
            }
        }
    }

    private void register() {
        Node node = walk();
        if (node != null) {
            queue.register(mutator, walkRef, node.id);
            registered.add(node);
        }
    }

    private void poll() {
        long ref = queue.poll(mutator);
        if (ref == 0) {
            return;
        }
        polled++;
        long id = queue.tag(mutator);
        Set<Node> before = reachable();
        Node node = take(queued, id);
        if (node == null) {
            node = take(registered, id);
            require(node != null, "object " + id + " is polled but not registered, or once too often");
            require(!before.contains(node) || perhapsQueued.contains(node), "object " + id + " is reachable, but finalized");
        }
        same(node, ref);
        root(random.nextInt(ROOTS), node, ref);
        doubt(before);
        forgetEphemerons();
    }

    /** Weak references to what was not reachable a moment ago may have been cleared. */
    private void doubt(Set<Node> before) {
        Set<Node> back = reachable();
        back.removeAll(before);
        perhapsQueued.addAll(back);
        for (Link link : weakLinks) {
            link.doubtful |= back.contains(link.target);
        }
        for (Link link : interned.values()) {
            link.doubtful |= back.contains(link.target);
        }
    }

    /** So may have been ephemerons, but then the model would not know what is reachable: no object that roots reach stays one. */
    private void forgetEphemerons() {
        Map<Node, Long> refs = new IdentityHashMap<>();
        Deque<Node> open = new ArrayDeque<>();
        for (int i = 0; i < ROOTS; i++) {
            if (rooted[i] != null && refs.putIfAbsent(rooted[i], ref(roots.get(i))) == null) {
                open.push(rooted[i]);
            }
        }
        while (!open.isEmpty()) {
            Node node = open.pop();
            long ref = refs.get(node);
            for (int i = 0; i < node.slots.length; i++) {
                if (node.slots[i] != null && refs.putIfAbsent(node.slots[i], ref(mutator.getSlot(ref, i))) == null) {
                    open.push(node.slots[i]);
                }
            }
            node.key.target = null;
            node.value = null;
            cells.set(mutator, ref, 0);
            ephemerons.put(mutator, hash(node.id), ref, 0);
            properties.remove(node);
        }
    }

    private static Node take(List<Node> nodes, long id) {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).id == id) {
                return nodes.remove(i);
            }
        }
        return null;
    }

    /** What roots, queued objects and ephemerons reach. */
    private Set<Node> reachable() {
        Set<Node> reached = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Node> open = new ArrayDeque<>();
        for (Node node : rooted) {
            reach(node, reached, open);
        }
        for (Node node : queued) {
            reach(node, reached, open);
        }
        int size;
        do {
            while (!open.isEmpty()) {
                for (Node next : open.pop().slots) {
                    reach(next, reached, open);
                }
            }
            size = reached.size();
            properties.forEach((key, value) -> {
                if (reached.contains(key)) {
                    reach(value, reached, open);
                }
            });
            for (Node node : List.copyOf(reached)) {
                if (node.value != null && reached.contains(node.key.target)) {
                    reach(node.value, reached, open);
                }
            }
        } while (reached.size() != size);
        return reached;
    }

    private static void reach(Node node, Set<Node> reached, Deque<Node> open) {
        if (node != null && reached.add(node)) {
            open.push(node);
        }
    }

    /** After a full collection what is not reachable is cleared, out of the tables, and queued; and what is reachable is not. */
    public void collectAndCompare() {
        heap.collect();
        while (pollAlone()) {
            // So that nothing is queued but what the next collection finds; what is found dead before it is begun stays dead.
        }
        perhapsQueued.clear();
        Set<Node> reached = reachable();
        heap.collect();
        for (int i = 0; i < WEAK_ROOTS; i++) {
            compare(weakLinks[i], weakRoots[i].get(mutator), reached);
        }
        interned.forEach((id, link) -> {
            long ref = table.find(mutator, hash(id), matcher(id));
            compare(link, ref == 0 ? 0 : encoding.value(ref), reached);
        });
        interned.values().removeIf(link -> link.target == null);
        require(table.size() == interned.size(), "the table has " + table.size() + " entries, and should have " + interned.size());
        properties.keySet().removeIf(key -> !reached.contains(key));
        require(ephemerons.size() == properties.size(), "there are " + ephemerons.size() + " ephemerons, and should be " + properties.size());
        for (Node node : List.copyOf(registered)) {
            if (!reached.contains(node)) {
                registered.remove(node);
                queued.add(node);
            }
        }
        require(queue.queued() == queued.size(), queue.queued() + " objects are queued, and should be " + queued.size());
        require(queue.registered() == registered.size(), queue.registered() + " objects are registered, and should be " + registered.size());
        Set<Node> all = Collections.newSetFromMap(new IdentityHashMap<>());
        all.addAll(reached);
        closure(all);
        for (Node node : all) {
            if (!reached.contains(node.key.target)) {
                node.key.target = null;
                node.value = null;
            }
        }
    }

    /** Adds what queued objects name. */
    private void closure(Set<Node> all) {
        Deque<Node> open = new ArrayDeque<>();
        queued.forEach(node -> reach(node, all, open));
        while (!open.isEmpty()) {
            for (Node next : open.pop().slots) {
                reach(next, all, open);
            }
        }
    }

    /** Polls an object, without keeping it; whether there was one. */
    private boolean pollAlone() {
        long ref = queue.poll(mutator);
        if (ref == 0) {
            return false;
        }
        polled++;
        long id = queue.tag(mutator);
        Node node = take(queued, id);
        if (node == null) {
            node = take(registered, id);
        }
        require(node != null, "object " + id + " is polled but not registered, or once too often");
        same(node, ref);
        return true;
    }

    private void compare(Link link, long value, Set<Node> reached) {
        if (link.target == null) {
            require(value == 0, "a cleared weak reference holds 0x" + Long.toHexString(value));
        } else if (!reached.contains(link.target)) {
            require(value == 0, "object " + link.target.id + " was not reachable, but a weak reference has it after a collection");
            cleared++;
            link.target = null;
        } else if (value == 0) {
            require(link.doubtful, "object " + link.target.id + " is reachable, but a weak reference is cleared");
            link.target = null;
        } else {
            same(link.target, ref(value));
        }
    }

    @Override
    public void close() {
        table.close();
        ephemerons.close();
        queue.close();
        for (WeakRoot root : weakRoots) {
            root.close();
        }
        roots.truncate(roots.depth() - ROOTS);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
