package org.tospace.runtime.signalsafe.x64;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tospace.runtime.signalsafe.allocating.CodeBlock;

/**
 * The order in which blocks are written: each is followed by the one it most likely leads to, where that is not placed yet. Blocks
 * that do nothing are passed over.
 *
 * <p>A loop that is entered by its test is entered by a jump to the test, which is placed at the loop's end: so a round of the loop
 * takes one jump and not two.
 */
final class Layout {

    private final List<CodeBlock<Instruction>> order = new ArrayList<>();
    private final Set<CodeBlock<Instruction>> placed = new HashSet<>();
    private final List<CodeBlock<Instruction>> waiting = new ArrayList<>();

    private Layout() {
    }

    /** The blocks that can be reached, in order; the first is where the method starts. */
    static List<CodeBlock<Instruction>> of(CodeBlock<Instruction> entry) {
        Layout layout = new Layout();
        layout.trace(entry);
        while (!layout.waiting.isEmpty()) {
            layout.trace(layout.takeWaiting());
        }
        return layout.order;
    }

    /** Where a jump to a block ends up. */
    static CodeBlock<Instruction> destination(CodeBlock<Instruction> block) {
        Set<CodeBlock<Instruction>> seen = new HashSet<>();
        CodeBlock<Instruction> at = block;
        while (at.instructions().size() == 1 && at.instructions().getFirst().opcode() == Opcode.JMP && seen.add(at)) {
            at = at.successors().getFirst();
        }
        return at;
    }

    private static List<CodeBlock<Instruction>> successors(CodeBlock<Instruction> block) {
        return block.successors().stream().map(Layout::destination).toList();
    }

    private void trace(CodeBlock<Instruction> start) {
        CodeBlock<Instruction> block = start;
        while (block != null && placed.add(block)) {
            order.add(block);
            block = next(block);
        }
    }

    /** The successor to place next, or null; the others wait. The second successor of a branch is the likelier of two alike. */
    private CodeBlock<Instruction> next(CodeBlock<Instruction> block) {
        CodeBlock<Instruction> best = null;
        for (CodeBlock<Instruction> successor : successors(block)) {
            CodeBlock<Instruction> candidate = behindTest(block, successor);
            if (!placed.contains(candidate)) {
                waiting.add(candidate);
                if (best == null || candidate.depth() >= best.depth()) {
                    best = candidate;
                }
            }
            if (candidate != successor) {
                waiting.add(successor);
            }
        }
        return best;
    }

    /** For a loop's test that is met from outside, the block in the loop behind it; otherwise the block itself. */
    private CodeBlock<Instruction> behindTest(CodeBlock<Instruction> from, CodeBlock<Instruction> block) {
        List<CodeBlock<Instruction>> successors = successors(block);
        if (block.depth() <= from.depth() || successors.size() != 2 || placed.contains(block)) {
            return block;
        }
        CodeBlock<Instruction> a = successors.get(0);
        CodeBlock<Instruction> b = successors.get(1);
        if (a.depth() < block.depth() && b.depth() >= block.depth() && b != block) {
            return placed.contains(b) ? block : b;
        }
        if (b.depth() < block.depth() && a.depth() >= block.depth() && a != block) {
            return placed.contains(a) ? block : a;
        }
        return block;
    }

    private CodeBlock<Instruction> takeWaiting() {
        int best = waiting.size() - 1;
        for (int i = best - 1; i >= 0; i--) {
            if (waiting.get(i).depth() > waiting.get(best).depth()) {
                best = i;
            }
        }
        return waiting.remove(best);
    }
}
