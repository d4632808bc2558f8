package org.tospace.runtime.signalsafe.building;

import java.lang.classfile.Opcode;
import java.util.List;
import org.tospace.runtime.signalsafe.graph.Value;

/** The instructions that only move what is on the stack: no code comes of them. */
final class StackMoves {

    private StackMoves() {
    }

    static void build(Activation state, Opcode opcode) {
        switch (opcode) {
            case POP -> state.popPlaces(1);
            case POP2 -> state.popPlaces(2);
            case DUP -> duplicate(state, 1, 0);
            case DUP_X1 -> duplicate(state, 1, 1);
            case DUP_X2 -> duplicate(state, 1, 2);
            case DUP2 -> duplicate(state, 2, 0);
            case DUP2_X1 -> duplicate(state, 2, 1);
            case DUP2_X2 -> duplicate(state, 2, 2);
            case SWAP -> {
                List<Value> top = state.pop(2);
                state.push(top.get(1));
                state.push(top.get(0));
            }
            default -> throw new IllegalStateException("not a stack instruction: " + opcode);
        }
    }

    /** Puts the topmost places also below the next {@code below} places. */
    private static void duplicate(Activation state, int places, int below) {
        List<Value> top = state.popPlaces(places);
        List<Value> next = state.popPlaces(below);
        state.pushAll(top);
        state.pushAll(next);
        state.pushAll(top);
    }
}
