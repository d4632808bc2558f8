package org.tospace.gc.disturbance;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import javax.management.JMException;
import javax.management.ObjectName;

/** Something that makes the JVM stop, walk or change the threads that are trapping. Each is done in a tight loop by a thread of its own. */
enum Disturbance {
    /** Stops all threads; also unloads the classes that the others loaded. */
    SYSTEM_GC {
        @Override
        void once() {
            System.gc();
        }
    },
    /** Makes compiled code invalid and stops all threads to take it out of use. */
    DEOPTIMISATION {
        @Override
        void once() throws ReflectiveOperationException {
            HotCode.deoptimise();
        }
    },
    /** Stops all threads and walks their stacks, with monitors and locks: by the management bean, and as {@code jcmd Thread.print -l} does. */
    THREAD_DUMP {
        @Override
        void once() throws JMException {
            StringBuilder dump = new StringBuilder();
            for (ThreadInfo info : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true)) {
                dump.append(info.getThreadName());
            }
            requireThisThread(dump.toString());
            requireThisThread((String) ManagementFactory.getPlatformMBeanServer().invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "threadPrint", new Object[] {new String[] {"-l"}}, new String[] {String[].class.getName()}));
        }
    },
    /** Defines, links and runs a class that never was, in a loader of its own. */
    CLASS_LOADING {
        @Override
        void once() throws ReflectiveOperationException {
            GeneratedClass.loadAndRun();
        }
    };

    /** Does it once. */
    abstract void once() throws Exception;

    private static void requireThisThread(String dump) {
        // The mutators may have ended by now.
        if (!dump.contains(Thread.currentThread().getName())) {
            throw new AssertionError("this thread is not in the dump: " + dump);
        }
    }
}
