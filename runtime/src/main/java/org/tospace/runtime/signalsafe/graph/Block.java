package org.tospace.runtime.signalsafe.graph;

import java.util.ArrayList;
import java.util.List;

/** A basic block: phis, then values in the order of their effects, then how it ends. */
public final class Block {

    private final int number;
    private final List<Value> phis = new ArrayList<>();
    private List<Value> values = new ArrayList<>();
    private final List<Block> predecessors = new ArrayList<>();
    private Terminator end;

    Block(int number) {
        this.number = number;
    }

    /** A number of its own in the graph. */
    public int number() {
        return number;
    }

    /** The phis; to be changed in place. */
    public List<Value> phis() {
        return phis;
    }

    /** The values; to be changed in place. */
    public List<Value> values() {
        return values;
    }

    /** Replaces the values. */
    public void setValues(List<Value> list) {
        values = list;
    }

    /** The blocks that control comes from. */
    public List<Block> predecessors() {
        return predecessors;
    }

    /** How it ends; null while it is being built. */
    public Terminator end() {
        return end;
    }

    /** The blocks that may follow. */
    public List<Block> successors() {
        return end.successors();
    }

    /** Ends the block and makes it the last predecessor of its successors; their phis' inputs are the caller's to add. */
    public void end(Terminator terminator) {
        end = terminator;
        for (Block successor : terminator.successors()) {
            successor.predecessors.add(this);
        }
    }

    /** Ends the block differently, with the same successors or with predecessors put right by the caller. */
    public void replaceEnd(Terminator terminator) {
        end = terminator;
    }

    /** Forgets that control comes from a block, with the phis' inputs. */
    public void removePredecessor(Block block) {
        int index = predecessors.indexOf(block);
        predecessors.remove(index);
        phis.forEach(phi -> phi.removeInput(index));
    }

    /** Whether nothing is computed here. */
    public boolean isEmpty() {
        return phis.isEmpty() && values.isEmpty();
    }

    @Override
    public String toString() {
        return "b" + number;
    }
}
