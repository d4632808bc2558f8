package org.tospace.runtime.signalsafe.building;

import java.lang.classfile.instruction.InvokeInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tospace.runtime.signalsafe.graph.Block;
import org.tospace.runtime.signalsafe.graph.Operation;
import org.tospace.runtime.signalsafe.graph.Type;
import org.tospace.runtime.signalsafe.graph.Value;
import org.tospace.runtime.signalsafe.intrinsics.Intrinsic;
import org.tospace.runtime.signalsafe.intrinsics.Intrinsics;
import org.tospace.runtime.signalsafe.reading.BytecodeText;
import org.tospace.runtime.signalsafe.reading.MethodName;

/** Builds a call: as an intrinsic's operation, by building the callee in its place, or as a call. */
final class CallBuilder {

    private final BlockBuilder builder;

    CallBuilder(BlockBuilder builder) {
        this.builder = builder;
    }

    void build(InvokeInstruction call) {
        MethodName callee = BytecodeText.name(call);
        List<Value> arguments = builder.state().pop(callee.type().parameterCount());
        Type result = Type.of(callee.type().returnType());
        Optional<Intrinsic> intrinsic = Intrinsics.find(callee);
        if (intrinsic.isPresent()) {
            push(result, intrinsic(intrinsic.get(), arguments));
        } else if (builder.method().program().isInlined(callee)) {
            inline(callee, arguments);
        } else {
            push(result, builder.maker().make(Operation.CALL, result, callee, arguments));
        }
    }

    private void push(Type result, Value value) {
        if (result != Type.NONE) {
            builder.state().push(value);
        }
    }

    private Value intrinsic(Intrinsic intrinsic, List<Value> arguments) {
        List<Value> inputs = new ArrayList<>();
        intrinsic.constants().forEach(number -> inputs.add(builder.maker().constant(Type.LONG, number)));
        inputs.addAll(arguments);
        return builder.maker().make(intrinsic.operation(), intrinsic.type(), intrinsic.detail(), inputs);
    }

    private void inline(MethodName callee, List<Value> arguments) {
        MethodBuilder method = builder.method();
        List<Value> result = new ArrayList<>();
        Block behind = new MethodBuilder(method.program(), method.graph(), method.program().body(callee))
                .build(builder.block(), arguments, result);
        builder.continueIn(behind);
        result.forEach(builder.state()::push);
    }
}
