package org.tospace.workloads.lox.compiler;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Optional;
import org.tospace.workloads.lox.machine.Code;
import org.tospace.workloads.lox.machine.CodeFactory;
import org.tospace.workloads.lox.machine.CodeLoader;
import org.tospace.workloads.lox.machine.Function;
import org.tospace.workloads.lox.machine.Instantiation;
import org.tospace.workloads.lox.machine.LoxError;
import org.tospace.workloads.lox.machine.Machine;
import org.tospace.workloads.lox.machine.Value;
import org.tospace.workloads.lox.syntax.FunctionNode;
import org.tospace.workloads.lox.syntax.Local;

/** Makes a class of a function: it extends {@link Code} and has the one method for the function's number of arguments. */
public final class FunctionCompiler implements CodeFactory {
    private static final ClassDesc CODE = Entry.descriptor(Code.class);
    private static final MethodTypeDesc INITIALIZER = MethodTypeDesc.of(ConstantDescs.CD_void, Entry.descriptor(Function.class));

    @Override
    public Code function(Machine machine, FunctionNode node) {
        return make(machine, node, Optional.empty());
    }

    @Override
    public Code constructor(Machine machine, FunctionNode initializer, Instantiation instantiation) {
        return make(machine, initializer, Optional.of(instantiation));
    }

    private static Code make(Machine machine, FunctionNode node, Optional<Instantiation> instantiation) {
        try {
            node.inferNumbers();
            return make(machine, node, instantiation, false);
        } catch (IllegalArgumentException _) {
            // The JVM has a limit for methods that Lox has not for functions.
            return makeInParts(machine, node, instantiation);
        }
    }

    private static Code makeInParts(Machine machine, FunctionNode node, Optional<Instantiation> instantiation) {
        try {
            node.forgetNumbers();
            return make(machine, node, instantiation, true);
        } catch (IllegalArgumentException _) {
            throw LoxError.of("Too much code in one statement.");
        }
    }

    private static Code make(Machine machine, FunctionNode node, Optional<Instantiation> instantiation, boolean isInParts) {
        FramePlan plan = FramePlan.of(node, instantiation.isPresent(), isInParts);
        ClassDesc name = ClassDesc.of(Code.class.getPackageName(), "Lox_" + node.name());
        Constants constants = new Constants(name);
        Parts parts = new Parts(name, isInParts);
        byte[] bytes = ClassFile.of().build(name, builder -> {
            builder.withSuperclass(CODE).withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER);
            declareInitializer(builder);
            builder.withMethodBody(Entry.callName(node.arity()), Entry.callType(node.arity()), ClassFile.ACC_PROTECTED, code -> {
                constants.clear();
                parts.clear();
                body(new Emitter(code, machine, node, plan, constants), node, instantiation, parts);
            });
            parts.declare(builder, (code, statements) -> {
                new StatementCompiler(Emitter.ofPart(code, machine, node, plan, constants), node, parts).statements(statements);
                code.loadConstant(Value.UNDEFINED).lreturn();
            });
            constants.declare(builder);
        });
        return CodeLoader.load(bytes, constants.values(), new Function(node.name(), node.arity()));
    }

    private static void declareInitializer(ClassBuilder builder) {
        builder.withMethodBody(ConstantDescs.INIT_NAME, INITIALIZER, 0,
                code -> code.aload(0).aload(1).invokespecial(CODE, ConstantDescs.INIT_NAME, INITIALIZER).return_());
    }

    private static void body(Emitter emitter, FunctionNode node, Optional<Instantiation> instantiation, Parts parts) {
        emitter.enter(node);
        if (instantiation.isPresent()) {
            emitter.loadConstant(instantiation.get());
            emitter.loadCallee();
            emitter.loadMachine();
            emitter.call(Entry.INSTANTIATE);
            emitter.storePlace(node.self());
        } else if (node.kind().hasSelf()) {
            emitter.enterSelf(node.self());
        }
        if (!node.upvalues().isEmpty()) {
            closure(emitter, node, instantiation);
        }
        if (node.makesCalls()) {
            // Recursion is a loop, too.
            emitter.loadMachine();
            emitter.call(Entry.POLL);
        }
        node.parameters().forEach(local -> makeCell(emitter, local));
        makeCell(emitter, node.self());
        StatementCompiler statements = new StatementCompiler(emitter, node, parts);
        statements.statements(node.body());
        statements.endWithoutValue();
    }

    private static void closure(Emitter emitter, FunctionNode node, Optional<Instantiation> instantiation) {
        if (instantiation.isPresent()) {
            emitter.loadConstant(instantiation.get());
            emitter.loadPlace(node.self());
            emitter.loadMachine();
            emitter.call(Entry.INITIALIZER);
            emitter.storeClosure();
        } else if (emitter.isClosureRooted()) {
            emitter.loadCallee();
            emitter.storeClosure();
        }
    }

    private static void makeCell(Emitter emitter, Local local) {
        if (local.isCaptured()) {
            emitter.loadPlace(local);
            emitter.loadMachine();
            emitter.call(Entry.MAKE_CELL);
            emitter.storePlace(local);
        }
    }
}
