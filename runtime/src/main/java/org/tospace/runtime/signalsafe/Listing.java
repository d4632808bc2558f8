package org.tospace.runtime.signalsafe;

import java.util.HexFormat;
import java.util.List;
import org.tospace.runtime.signalsafe.graph.Origin;
import org.tospace.runtime.signalsafe.machine.MachineCode;
import org.tospace.runtime.signalsafe.machine.MachineMethod;
import org.tospace.runtime.signalsafe.reading.BytecodeText;

/** Writes compiled code down: per method, each instruction's offset, bytes and words, and beside it the bytecode it comes from. */
final class Listing {

    private static final int TEXT_COLUMN = 34;
    private static final int BYTECODE_COLUMN = 82;

    private final MachineCode code;
    private final StackNeed stack;
    private final StringBuilder out = new StringBuilder();

    private Listing(MachineCode code, StackNeed stack) {
        this.code = code;
        this.stack = stack;
    }

    static String of(MachineCode code, StackNeed stack) {
        Listing listing = new Listing(code, stack);
        code.methods().values().forEach(listing::add);
        return listing.out.toString();
    }

    private void add(MachineMethod method) {
        out.append(method.name()).append(": ").append(method.length()).append(" bytes at ").append(hex(method.offset()))
                .append(", frame ").append(method.frameBytes()).append(" bytes, stack ").append(stack.of(method.name())).append(" bytes\n");
        List<MachineMethod.Line> lines = method.listing();
        Origin before = null;
        for (int i = 0; i < lines.size(); i++) {
            MachineMethod.Line line = lines.get(i);
            int end = i + 1 < lines.size() ? lines.get(i + 1).offset() : method.offset() + method.length();
            int start = out.length();
            out.append("  ").append(hex(line.offset())).append("  ").append(HexFormat.of().formatHex(code.bytes(), line.offset(), end));
            pad(start, TEXT_COLUMN);
            out.append(line.text());
            if (line.origin() != null && !line.origin().equals(before)) {
                pad(start, BYTECODE_COLUMN);
                out.append(bytecode(line.origin()));
            }
            out.append('\n');
            before = line.origin();
        }
    }

    private static String bytecode(Origin origin) {
        return "; " + origin.body().name().shortName() + ":" + origin.bytecode().line() + " @" + origin.bytecode().offset() + " "
                + BytecodeText.of(origin.body(), origin.bytecode());
    }

    private void pad(int start, int column) {
        out.append(" ".repeat(Math.max(1, column - (out.length() - start))));
    }

    private static String hex(int offset) {
        return HexFormat.of().toHexDigits((short) offset);
    }
}
