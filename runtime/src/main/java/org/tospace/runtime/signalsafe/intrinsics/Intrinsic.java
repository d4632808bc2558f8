package org.tospace.runtime.signalsafe.intrinsics;

import java.util.List;
import org.tospace.runtime.signalsafe.graph.Operation;
import org.tospace.runtime.signalsafe.graph.Type;

/**
 * What takes the place of a call.
 *
 * @param operation the operation; its inputs are {@code constants} and then the call's arguments
 * @param type the result's type
 * @param detail what the operation is told, or null
 * @param constants long inputs before the arguments
 */
public record Intrinsic(Operation operation, Type type, Object detail, List<Long> constants) {
}
