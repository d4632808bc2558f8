package org.tospace.gc.testing;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.JMX;
import javax.management.ObjectName;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.tospace.gc.GcLog;
import org.tospace.gc.Heap;
import org.tospace.gc.HeapMXBean;

/** Records, logs and manages a heap; the main class of child JVMs in which {@code gc} is a named module, and which may lack the modules that this takes. */
public final class NamedModuleProgram {
    private NamedModuleProgram() {
    }

    /** Prints what there was to see. */
    public static void main(String[] arguments) throws Exception {
        System.out.println("named: " + Heap.class.getModule().isNamed());
        try (Heap heap = Heap.open("heap=1m,name=modular"); GcLog _ = GcLog.open(heap, System.out, GcLog.Style.UNIFIED, GcLog.Level.INFO)) {
            heap.collect();
            if (ModuleLayer.boot().findModule("java.management").isPresent()) {
                Managed.show(heap);
            }
            if (ModuleLayer.boot().findModule("jdk.jfr").isPresent()) {
                Recorded.show(heap);
            }
        }
    }

    private static final class Managed {
        static void show(Heap heap) throws Exception {
            ObjectName name = new ObjectName(heap.registerMXBean());
            HeapMXBean bean = JMX.newMXBeanProxy(ManagementFactory.getPlatformMBeanServer(), name, HeapMXBean.class);
            System.out.println("managed: " + bean.getStatistics().collections() + " " + bean.getPauses().size());
        }
    }

    private static final class Recorded {
        static void show(Heap heap) throws Exception {
            Path file = Files.createTempFile("modular", ".jfr");
            try (Recording recording = new Recording()) {
                recording.start();
                heap.collect();
                recording.stop();
                recording.dump(file);
            }
            for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
                if (event.getEventType().getName().equals("org.tospace.Cycle")) {
                    System.out.println("recorded: " + event.getString("heap") + " " + event.getLong("gcId"));
                }
            }
            Files.delete(file);
        }
    }
}
