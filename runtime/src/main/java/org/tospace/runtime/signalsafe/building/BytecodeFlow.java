package org.tospace.runtime.signalsafe.building;

import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.tospace.runtime.signalsafe.reading.Bytecode;
import org.tospace.runtime.signalsafe.reading.MethodBody;

/**
 * Where control goes in a method's bytecode, and which variables are wanted where. Blocks are known by the number of their first
 * instruction. Immutable once made.
 */
final class BytecodeFlow {

    private final MethodBody body;
    private final BitSet starts = new BitSet();
    private final int[] predecessors;
    private final BitSet[] wanted;

    BytecodeFlow(MethodBody body) {
        this.body = body;
        this.predecessors = new int[body.code().size()];
        this.wanted = new BitSet[body.code().size()];
        starts.set(0);
        for (Bytecode code : body.code()) {
            List<Integer> next = jumps(code);
            next.forEach(starts::set);
            boolean ends = !next.isEmpty() || !fallsThrough(code.instruction());
            if (ends && code.index() + 1 < body.code().size()) {
                starts.set(code.index() + 1);
            }
        }
        for (int start = 0; start >= 0; start = starts.nextSetBit(start + 1)) {
            successors(start).forEach(successor -> predecessors[successor]++);
            wanted[start] = new BitSet();
        }
        findWanted();
    }

    /** Whether control from more than one place, or backwards, may come to a block. */
    boolean isJoin(int start) {
        return predecessors[start] > (start == 0 ? 0 : 1);
    }

    /** The instruction behind a block's last one. */
    int end(int start) {
        int next = starts.nextSetBit(start + 1);
        return next < 0 ? body.code().size() : next;
    }

    /** The variables that a block, or one that follows it, reads before it writes them. */
    BitSet wanted(int start) {
        return wanted[start];
    }

    /** The blocks that may follow. */
    private List<Integer> successors(int start) {
        Bytecode last = body.code().get(end(start) - 1);
        List<Integer> successors = new ArrayList<>(jumps(last));
        if (fallsThrough(last.instruction())) {
            successors.add(end(start));
        }
        return successors;
    }

    private List<Integer> jumps(Bytecode code) {
        return switch (code.instruction()) {
            case BranchInstruction branch -> List.of(body.target(branch.target()));
            case TableSwitchInstruction table -> targets(table.defaultTarget(), table.cases());
            case LookupSwitchInstruction table -> targets(table.defaultTarget(), table.cases());
            default -> List.of();
        };
    }

    private List<Integer> targets(Label otherwise, List<SwitchCase> cases) {
        List<Integer> targets = new ArrayList<>();
        targets.add(body.target(otherwise));
        cases.forEach(one -> targets.add(body.target(one.target())));
        return targets;
    }

    private static boolean fallsThrough(Instruction instruction) {
        return switch (instruction) {
            case BranchInstruction branch -> branch.opcode() != Opcode.GOTO && branch.opcode() != Opcode.GOTO_W;
            case TableSwitchInstruction _, LookupSwitchInstruction _, ReturnInstruction _ -> false;
            default -> true;
        };
    }

    private void findWanted() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int start = starts.length() - 1; start >= 0; start = starts.previousSetBit(start - 1)) {
                BitSet now = new BitSet();
                successors(start).forEach(successor -> now.or(wanted[successor]));
                for (int i = end(start) - 1; i >= start; i--) {
                    step(body.code().get(i).instruction(), now);
                }
                changed |= !now.equals(wanted[start]);
                wanted[start] = now;
            }
        }
    }

    private static void step(Instruction instruction, BitSet wanted) {
        switch (instruction) {
            case LoadInstruction load -> wanted.set(load.slot());
            case IncrementInstruction increment -> wanted.set(increment.slot());
            case StoreInstruction store -> wanted.clear(store.slot());
            default -> { }
        }
    }
}
