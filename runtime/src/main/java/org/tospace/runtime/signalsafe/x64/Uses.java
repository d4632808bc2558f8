package org.tospace.runtime.signalsafe.x64;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tospace.runtime.signalsafe.graph.Block;
import org.tospace.runtime.signalsafe.graph.Graph;
import org.tospace.runtime.signalsafe.graph.MemoryAccess;
import org.tospace.runtime.signalsafe.graph.Operation;
import org.tospace.runtime.signalsafe.graph.Terminator;
import org.tospace.runtime.signalsafe.graph.Value;

/**
 * Which values need a register of their own, and which are computed by the instruction that wants them: addresses, loads that are
 * an operand, masks that are only tested, and the outcome of a compare-and-set that the branch behind it reads from the flags.
 */
final class Uses {

    private final int[] counts;
    private final BitSet foldedLoads = new BitSet();
    private final BitSet needed = new BitSet();
    private final Map<Value, Address> addresses = new HashMap<>();

    Uses(Graph graph) {
        counts = new int[graph.valueCount()];
        List<Block> blocks = graph.blocks();
        for (Block block : blocks) {
            block.phis().forEach(phi -> phi.inputs().forEach(this::count));
            block.values().forEach(value -> value.inputs().forEach(this::count));
            ends(block).forEach(this::count);
        }
        for (Block block : blocks) {
            block.values().stream().filter(value -> isAccess(value.operation()))
                    .forEach(value -> addresses.put(value, Address.of(value.input(0), this)));
            block.phis().forEach(phi -> phi.inputs().forEach(this::need));
        }
        blocks.forEach(this::foldLoads);
        for (Block block : blocks.reversed()) {
            findNeeded(block);
        }
    }

    /** How often a value is an input. */
    int of(Value value) {
        return counts[value.number()];
    }

    /** Whether a value is computed where it stands. */
    boolean isEmitted(Value value) {
        return value.mustHappen() || needed.get(value.number());
    }

    /** Whether a load is done by the one instruction that wants its value. A load is never done twice. */
    boolean isFolded(Value value) {
        return foldedLoads.get(value.number()) && !needed.get(value.number());
    }

    /** The address of a memory access. */
    Address address(Value access) {
        return addresses.get(access);
    }

    /** Whether a branch on this value tests a mask. */
    boolean isTest(Terminator.Branch branch) {
        Value left = branch.left().resolved();
        return left.operation() == Operation.AND && of(left) == 1 && branch.right().resolved().isConstant(0);
    }

    /** Whether a branch reads the flags of the compare-and-set right before it. */
    boolean isOnCompareAndSet(Block block, Terminator.Branch branch) {
        Value left = branch.left().resolved();
        return left.operation() == Operation.COMPARE_AND_SET && of(left) == 1 && branch.right().resolved().isConstant(0)
                && !block.values().isEmpty() && block.values().getLast() == left && branch.comparison().ordinal() <= 1;
    }

    static boolean isAccess(Operation operation) {
        return switch (operation) {
            case LOAD, STORE, COMPARE_AND_SET, GET_AND_ADD, PREFETCH -> true;
            default -> false;
        };
    }

    private void count(Value value) {
        counts[value.resolved().number()]++;
    }

    private void need(Value value) {
        needed.set(value.resolved().number());
    }

    private static List<Value> ends(Block block) {
        return switch (block.end()) {
            case Terminator.Branch branch -> List.of(branch.left().resolved(), branch.right().resolved());
            case Terminator.Return exit when exit.value() != null -> List.of(exit.value().resolved());
            default -> List.of();
        };
    }

    private void findNeeded(Block block) {
        if (block.end() instanceof Terminator.Branch branch && isTest(branch)) {
            branch.left().resolved().inputs().forEach(this::need);
        } else {
            ends(block).forEach(this::needOperand);
        }
        for (Value value : block.values().reversed()) {
            if (isEmitted(value)) {
                needOperands(value);
            }
        }
    }

    private void needOperands(Value value) {
        List<Value> inputs = value.inputs();
        if (isAccess(value.operation())) {
            addresses.get(value).parts().forEach(this::need);
            inputs = inputs.subList(1, inputs.size());
        }
        inputs.forEach(this::needOperand);
    }

    private void needOperand(Value value) {
        if (isFolded(value)) {
            addresses.get(value).parts().forEach(this::need);
        } else {
            need(value);
        }
    }

    /** A plain load becomes an operand if its only user is in the block and no effect or ordered access lies between. */
    private void foldLoads(Block block) {
        BitSet available = new BitSet();
        for (Value value : block.values()) {
            Value operand = operand(value, available);
            if (operand != null && available.get(operand.number())) {
                foldedLoads.set(operand.number());
            }
            if (value.operation() == Operation.LOAD) {
                boolean plain = value.access().order() == MemoryAccess.Order.PLAIN;
                if (!plain) {
                    available.clear();
                }
                boolean whole = value.access().size() == MemoryAccess.Size.INT || value.access().size() == MemoryAccess.Size.LONG;
                available.set(value.number(), plain && whole && of(value) == 1);
            } else if (value.operation().isEffect()) {
                available.clear();
            }
        }
        if (block.end() instanceof Terminator.Branch branch && !isTest(branch)) {
            Value left = branch.left().resolved();
            Value right = branch.right().resolved();
            if (available.get(right.number())) {
                foldedLoads.set(right.number());
            } else if (available.get(left.number())) {
                foldedLoads.set(left.number());
            }
        }
    }

    /** Which input may be memory: the second, or the first where they may change places; null for none. */
    private static Value operand(Value value, BitSet available) {
        return switch (value.operation()) {
            case ADD, AND, OR, XOR, MULTIPLY -> available.get(value.input(1).number()) || value.input(1).isConstant()
                    ? value.input(1) : value.input(0);
            case SUBTRACT -> value.input(1);
            case INT_TO_LONG -> value.input(0);
            default -> null;
        };
    }
}
