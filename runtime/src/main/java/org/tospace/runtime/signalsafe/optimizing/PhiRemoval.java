package org.tospace.runtime.signalsafe.optimizing;

import java.util.Iterator;
import org.tospace.runtime.signalsafe.graph.Block;
import org.tospace.runtime.signalsafe.graph.Graph;
import org.tospace.runtime.signalsafe.graph.Value;

/** Removes phis that can have but one value, their own apart (Braun et al. 2013, section 3.1). */
final class PhiRemoval {

    private PhiRemoval() {
    }

    static boolean run(Graph graph) {
        boolean any = false;
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Block block : graph.blocks()) {
                for (Iterator<Value> phis = block.phis().iterator(); phis.hasNext();) {
                    Value phi = phis.next();
                    Value only = onlyInput(phi);
                    if (only != null) {
                        phi.replaceBy(only);
                        phis.remove();
                        changed = true;
                    }
                }
            }
            any |= changed;
        }
        return any;
    }

    private static Value onlyInput(Value phi) {
        Value only = null;
        for (Value input : phi.inputs()) {
            if (input != phi && input != only) {
                if (only != null) {
                    return null;
                }
                only = input;
            }
        }
        return only;
    }
}
