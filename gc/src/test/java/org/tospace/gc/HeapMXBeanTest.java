package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.OpenType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tospace.gc.testing.GraphRun;
import org.tospace.gc.testing.Seeds;
import org.tospace.runtime.testing.ChildJvm;

/** A heap's MXBean says what the heap says, by open types only, from when it is asked for until the heap is closed. */
class HeapMXBeanTest {
    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    private static ObjectName name(String heap) throws Exception {
        return new ObjectName("org.tospace:type=Heap,name=" + heap);
    }

    private static HeapMXBean bean(String heap) throws Exception {
        return JMX.newMXBeanProxy(SERVER, name(heap), HeapMXBean.class);
    }

    @Test
    void aHeapIsThereFromWhenItIsAskedForUntilItIsClosed() throws Exception {
        try (Heap heap = Heap.open("heap=1m,name=shown")) {
            assertFalse(SERVER.isRegistered(name("shown")));
            assertEquals("org.tospace:type=Heap,name=shown", heap.registerMXBean());
            assertTrue(SERVER.isRegistered(name("shown")));
            HeapMXBean bean = bean("shown");
            assertEquals("shown", bean.getName());
            assertEquals(heap.options().toString(), bean.getOptions());
            assertEquals(512 << 10, bean.getCapacityBytes());
            assertNull(bean.getLastFault());
        }
        assertFalse(SERVER.isRegistered(name("shown")));
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void figuresAndPausesAreTheHeaps(Barrier barrier) throws Exception {
        long seed = Seeds.next();
        Seeds.run(seed, () -> {
            try (Heap heap = Heap.open("heap=4m,page=4k,name=busy,barrier=" + barrier.key())) {
                heap.registerMXBean();
                HeapMXBean bean = bean("busy");
                GraphRun.run(heap, 2, seed, 20_000);
                bean.collect();
                HeapStatistics figures = heap.statistics();
                assertEquals(figures.collections(), bean.getStatistics().collections());
                assertEquals(figures.bytesCopied(), bean.getStatistics().bytesCopied());
                Map<String, PauseFigures> pauses = new TreeMap<>(bean.getPauses().stream().collect(Collectors.toMap(PauseFigures::kind, each -> each)));
                assertEquals(Set.of("assist", "flip", "stall", "trap"), pauses.keySet());
                assertEquals(figures.collections(), pauses.get("flip").count());
                assertEquals(figures.flipNanos(), pauses.get("flip").totalNanos());
                assertEquals(figures.traps(), pauses.get("trap").count());
                assertEquals(figures.stalls(), pauses.get("stall").count());
                assertEquals(figures.assistNanos(), pauses.get("assist").totalNanos());
                PauseFigures flips = pauses.get("flip");
                assertTrue(0 < flips.p50Nanos() && flips.p50Nanos() <= flips.p99Nanos() && flips.p99Nanos() <= flips.maxNanos(), flips::toString);
                bean.resetPauses();
                assertEquals(0, bean.getPauses().getFirst().count());
                return figures;
            }
        });
    }

    @Test
    void allAttributesAreOpenTypes() throws Exception {
        try (Heap heap = Heap.open("heap=1m,name=open")) {
            heap.registerMXBean();
            for (var attribute : SERVER.getMBeanInfo(name("open")).getAttributes()) {
                assertTrue(attribute.getDescriptor().getFieldValue("openType") instanceof OpenType<?>, attribute::toString);
                assertTrue(attribute.isReadable() && !attribute.isWritable(), attribute::toString);
            }
            CompositeData figures = (CompositeData) SERVER.getAttribute(name("open"), "Statistics");
            assertTrue(figures.containsKey("collections") && figures.containsKey("usedBytes"), figures::toString);
            CompositeData[] pauses = (CompositeData[]) SERVER.getAttribute(name("open"), "Pauses");
            assertEquals("assist", pauses[0].get("kind"));
        }
    }

    @Test
    void severalHeapsEachHaveTheirOwn() throws Exception {
        try (Heap one = Heap.open("heap=1m,name=one"); Heap two = Heap.open("heap=2m"); Heap three = Heap.open("heap=1m,name=one")) {
            one.registerMXBean();
            two.registerMXBean();
            assertEquals(512 << 10, bean("one").getCapacityBytes());
            assertEquals(1 << 20, bean(two.name()).getCapacityBytes());
            assertTrue(two.name().startsWith("heap-"));
            assertThrows(IllegalStateException.class, one::registerMXBean);
            IllegalStateException e = assertThrows(IllegalStateException.class, three::registerMXBean);
            assertTrue(e.getMessage().contains("a heap of the name one is registered already"), e.getMessage());
        }
        assertEquals(Set.of(), SERVER.queryNames(name("*"), null).stream().filter(each -> each.getKeyProperty("name").matches("one|heap-.*"))
                .collect(Collectors.toSet()));
    }

    @Test
    void histogramAndVerificationAreText() throws Exception {
        try (Heap heap = Heap.open("heap=1m,name=text"); Mutator mutator = heap.attach()) {
            heap.registerMXBean();
            heap.setTagNames(tag -> "pair");
            mutator.roots().push(mutator.allocate(1, 2, 0));
            assertTrue(bean("text").histogram().contains("pair"));
            assertTrue(bean("text").verify().contains("objects=1"), bean("text").verify());
        }
    }

    @Test
    void aFaultIsToldInWords() throws Exception {
        try (Heap heap = Heap.open("heap=1m,name=fault,barrier=upcall,checks=on"); Mutator mutator = heap.attach()) {
            heap.registerMXBean();
            long stale = mutator.allocate(1, 1, 0);
            heap.collect();
            assertThrows(StaleReferenceException.class, () -> mutator.getSlot(stale, 0));
            assertEquals(heap.lastFault().orElseThrow().description(), bean("fault").getLastFault());
        }
    }

    /** Exit code 0 when a heap cannot be registered and says why. */
    static final class Unmanaged {
        private Unmanaged() {
        }

        public static void main(String[] arguments) {
            try (Heap heap = Heap.open("heap=1m")) {
                heap.collect();
                heap.registerMXBean();
            } catch (UnsupportedOperationException e) {
                System.out.println(e.getMessage());
                return;
            }
            System.exit(1);
        }
    }

    @Test
    void aJvmWithoutManagementSaysSo() {
        ChildJvm.of(Unmanaged.class).flags("--limit-modules", "java.base").run().requireExit(0).requireOutput("the module java.management is missing");
    }
}
