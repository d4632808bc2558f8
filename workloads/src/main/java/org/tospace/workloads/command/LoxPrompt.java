package org.tospace.workloads.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.tospace.workloads.lox.LineSource;

/**
 * The prompt of the language: lines can be edited and are remembered where there is a terminal; else they are read as they come.
 *
 * <p>The terminal is reached through the system's {@code stty} and the JVM's own signals: a library's signal handlers would be in the way of the
 * object space's.
 */
abstract class LoxPrompt implements LineSource, AutoCloseable {
    private static final String PROMPT = "> ";

    /** The prompt for the process's standard input. */
    static LoxPrompt open() throws IOException {
        return System.console() != null && System.console().isTerminal() ? new Edited() : new Plain();
    }

    @Override
    public abstract void close() throws IOException;

    /** Lines from a file or pipe. */
    private static final class Plain extends LoxPrompt {
        private final BufferedReader reader = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.ISO_8859_1));

        @Override
        public String next() throws IOException {
            System.out.print(PROMPT);
            System.out.flush();
            String line = reader.readLine();
            if (line == null) {
                System.out.println();
            }
            return line;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }

    /** Lines from a terminal. */
    private static final class Edited extends LoxPrompt {
        private final Terminal terminal = TerminalBuilder.builder().system(true).exec(true).jna(false).jni(false).ffm(false).jansi(false)
                .nativeSignals(false).build();
        private final LineReader reader = LineReaderBuilder.builder().terminal(terminal).appName("tospace")
                .variable(LineReader.HISTORY_FILE, Path.of(System.getProperty("user.home"), ".tospace_lox_history"))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true).build();

        Edited() throws IOException {
            // A terminal that cannot be had is the caller's affair.
        }

        @Override
        public String next() {
            while (true) {
                try {
                    String line = reader.readLine(PROMPT);
                    return new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
                } catch (UserInterruptException _) {
                    terminal.writer().println("(end with control-D)");
                } catch (EndOfFileException _) {
                    return null;
                }
            }
        }

        @Override
        public void close() throws IOException {
            terminal.close();
        }
    }
}
