package org.tospace.runtime.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What can be learnt of a JVM that does not end: what the kernel says of each of its threads, its own thread dump (which a JVM that hangs at
 * a safepoint owes), and the native stacks, where a debugger is installed.
 */
final class HangReport {
    private static final long LIMIT_SECONDS = 20;

    private HangReport() {
    }

    /** A report on a process that runs; takes up to a minute. */
    static String of(long process, Path directory) {
        StringBuilder text = new StringBuilder("--- threads, as the kernel sees them\n");
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(process), "task"))) {
            threads.sorted().forEach(thread -> text.append(describe(thread)).append('\n'));
        } catch (IOException e) {
            text.append(e).append('\n');
        }
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        text.append("--- thread dump\n").append(output(directory, jcmd, Long.toString(process), "Thread.print", "-l"));
        text.append("--- native stacks\n").append(output(directory, "gdb", "-p", Long.toString(process), "-batch", "-nx", "-ex", "thread apply all backtrace 25"));
        return text.toString();
    }

    /** Name, state, and in which system call with which arguments. */
    private static String describe(Path thread) {
        return thread.getFileName() + " " + read(thread.resolve("comm")) + ", " + read(thread.resolve("wchan")) + ", call "
                + read(thread.resolve("syscall"));
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "?";
        }
    }

    private static String output(Path directory, String... command) {
        Path file = directory.resolve("report");
        try {
            Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).redirectOutput(file.toFile()).start();
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly().onExit().join();
            }
            return read(file) + (ended ? "\n" : "\nno more after " + LIMIT_SECONDS + " s\n");
        } catch (IOException e) {
            return e + "\n";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e + "\n";
        }
    }
}
