package org.tospace.runtime.code;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The GNU disassembler, where it is installed. */
public final class Objdump {

    private Objdump() {
    }

    public static boolean isInstalled() {
        return Files.isExecutable(Path.of("/usr/bin/objdump"));
    }

    /** The instructions of some code, in Intel's syntax with single spaces. */
    public static List<String> disassemble(byte[] code) throws IOException, InterruptedException {
        Path file = Files.createTempFile("code", ".bin");
        try {
            Files.write(file, code);
            Process process = new ProcessBuilder("/usr/bin/objdump", "-D", "-b", "binary", "-m", "i386:x86-64", "-M",
                    "intel", "--no-show-raw-insn", file.toString()).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(output);
            }
            List<String> instructions = new ArrayList<>();
            for (String line : output.split("\n")) {
                int colon = line.indexOf(":\t");
                if (colon > 0) {
                    instructions.add(line.substring(colon + 2).replaceAll("\\s+", " ").replaceAll(" #.*", "").trim());
                }
            }
            return instructions;
        } finally {
            Files.delete(file);
        }
    }
}
