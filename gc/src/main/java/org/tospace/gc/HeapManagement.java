package org.tospace.gc;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;

/** A heap's MXBean. Loaded on request only: the module {@code java.management} may be absent. Any thread. */
final class HeapManagement implements HeapMXBean {
    private final Heap heap;
    private final CollectorListener listener = this::event;
    private volatile Map<String, PauseHistogram> pauses = none();

    private HeapManagement(Heap heap) {
        this.heap = heap;
    }

    private static Map<String, PauseHistogram> none() {
        Map<String, PauseHistogram> none = new TreeMap<>();
        for (String kind : List.of("flip", "trap", "stall", "assist")) {
            none.put(kind, new PauseHistogram());
        }
        return none;
    }

    private static ObjectName nameOf(Heap heap) throws JMException {
        return new ObjectName(DOMAIN_AND_TYPE + heap.name());
    }

    /**
     * Registers a heap.
     *
     * @return what undoes it
     * @throws IllegalStateException when a heap of that name is registered already
     */
    static Runnable register(Heap heap) {
        HeapManagement bean = new HeapManagement(heap);
        try {
            ManagementFactory.getPlatformMBeanServer().registerMBean(bean, nameOf(heap));
        } catch (InstanceAlreadyExistsException e) {
            throw new IllegalStateException("a heap of the name " + heap.name() + " is registered already; heaps to be registered need names of their own", e);
        } catch (JMException e) {
            throw new IllegalStateException("the heap " + heap.name() + " could not be registered: " + e.getMessage(), e);
        }
        heap.addListener(bean.listener);
        return bean::unregister;
    }

    private void unregister() {
        heap.removeListener(listener);
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(nameOf(heap));
        } catch (InstanceNotFoundException _) {
            // Somebody else has seen to it.
            return;
        } catch (JMException e) {
            throw new IllegalStateException("the heap " + heap.name() + " could not be unregistered: " + e.getMessage(), e);
        }
    }

    private void event(CollectorEvent event) {
        switch (event) {
            case CollectorEvent.Flip flip -> pauses.get("flip").add(flip.durationNanos());
            case CollectorEvent.Trap trap -> pauses.get("trap").add(trap.durationNanos());
            case CollectorEvent.Stall stall -> pauses.get("stall").add(stall.durationNanos());
            case CollectorEvent.Assist assist -> pauses.get("assist").add(assist.durationNanos());
            case CollectorEvent.CollectionStarted _, CollectorEvent.CollectionFinished _, CollectorEvent.TrapsLost _ -> { }
        }
    }

    @Override
    public String getName() {
        return heap.name();
    }

    @Override
    public String getOptions() {
        return heap.options().toString();
    }

    @Override
    public long getCapacityBytes() {
        return heap.options().spaceBytes();
    }

    @Override
    public HeapStatistics getStatistics() {
        return heap.statistics();
    }

    @Override
    public List<PauseFigures> getPauses() {
        return pauses.entrySet().stream().map(entry -> entry.getValue().figures(entry.getKey())).toList();
    }

    @Override
    public String getLastFault() {
        return heap.lastFault().map(FaultReport::description).orElse(null);
    }

    @Override
    public void resetPauses() {
        pauses = none();
    }

    @Override
    public void collect() {
        heap.collect();
    }

    @Override
    public String histogram() {
        return heap.histogram().toString();
    }

    @Override
    public String verify() {
        try {
            return heap.verify().toString();
        } catch (HeapVerificationException e) {
            // A tool that is elsewhere does not know that class.
            throw new IllegalStateException(e.getMessage());
        }
    }
}
