package org.tospace.gc;

import java.util.List;

/**
 * A heap as the Java Management Extensions show it, to JConsole, VisualVM and others: the MXBean {@code org.tospace:type=Heap,name=NAME}, where NAME is
 * {@link Heap#name}. It is there from {@link Heap#registerMXBean} until the heap is closed; every method throws {@link IllegalStateException} after that.
 *
 * <p>Any thread.
 *
 * <p>Example:
 * {@snippet :
 * heap.registerMXBean();
 * MBeanServer server = ManagementFactory.getPlatformMBeanServer();
 * HeapMXBean bean = JMX.newMXBeanProxy(server, new ObjectName(HeapMXBean.DOMAIN_AND_TYPE + heap.name()), HeapMXBean.class);
 * bean.collect();
 * System.out.println(bean.getStatistics().liveBytes() + " bytes live\n" + bean.histogram());
 * }
 */
public interface HeapMXBean {
    /** What the beans' names begin with; {@link Heap#name} follows. */
    String DOMAIN_AND_TYPE = "org.tospace:type=Heap,name=";

    /** {@link Heap#name}. */
    String getName();

    /** How the heap was opened, as {@link HeapOptions#parse} reads it. */
    String getOptions();

    /** Bytes that may be in use at a time: half the heap. */
    long getCapacityBytes();

    /** Figures since the heap was opened. */
    HeapStatistics getStatistics();

    /** Pauses since the bean was registered or {@link #resetPauses} called: flips, traps, stalls, assists. */
    List<PauseFigures> getPauses();

    /** The last access that no page scan could make good, in words; null when there was none. */
    String getLastFault();

    /** Forgets the pauses so far. */
    void resetPauses();

    /** Starts a collection and returns when it has ended. */
    void collect();

    /** The live objects by tag, as a table; stops all mutators for a time in proportion to the heap in use. */
    String histogram();

    /**
     * Checks every object and reference; stops all mutators for a time in proportion to the heap in use.
     *
     * @return what was seen
     * @throws IllegalStateException when something is wrong, with what it is
     */
    String verify();
}
