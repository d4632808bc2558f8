package org.tospace.runtime.signalsafe.x64;

import java.util.ArrayList;
import java.util.List;
import org.tospace.runtime.code.Width;
import org.tospace.runtime.signalsafe.x64.Location.Reg;

/** Moves that happen at once, put into an order that has the same outcome; a cycle is broken by one more register. */
final class ParallelMoves {

    /** One of them; no two have the same target. */
    record Move(Reg target, Location source, Width width) {
    }

    private ParallelMoves() {
    }

    static void emit(CodeSink sink, List<Move> moves) {
        List<Move> waiting = new ArrayList<>(moves.stream().filter(move -> !move.target().equals(move.source())).toList());
        while (!waiting.isEmpty()) {
            Move free = waiting.stream().filter(move -> waiting.stream().noneMatch(other -> other.source().equals(move.target())))
                    .findFirst().orElse(null);
            if (free != null) {
                sink.move(free.target(), free.source(), free.width());
                waiting.remove(free);
            } else {
                Move first = waiting.getFirst();
                Reg aside = sink.newRegister();
                sink.move(aside, first.target(), Width.QWORD);
                waiting.replaceAll(move -> move.source().equals(first.target()) ? new Move(move.target(), aside, move.width()) : move);
            }
        }
    }
}
