package org.tospace.workloads.lox.compiler;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import org.tospace.workloads.lox.machine.Arithmetic;
import org.tospace.workloads.lox.machine.Calls;
import org.tospace.workloads.lox.machine.Cells;
import org.tospace.workloads.lox.machine.ClassDeclaration;
import org.tospace.workloads.lox.machine.Classes;
import org.tospace.workloads.lox.machine.Closures;
import org.tospace.workloads.lox.machine.Code;
import org.tospace.workloads.lox.machine.Frames;
import org.tospace.workloads.lox.machine.GetSite;
import org.tospace.workloads.lox.machine.Globals;
import org.tospace.workloads.lox.machine.Instantiation;
import org.tospace.workloads.lox.machine.InvokeSite;
import org.tospace.workloads.lox.machine.Machine;
import org.tospace.workloads.lox.machine.Methods;
import org.tospace.workloads.lox.machine.Output;
import org.tospace.workloads.lox.machine.SetSite;
import org.tospace.workloads.lox.machine.SuperSite;
import org.tospace.workloads.lox.machine.Value;

/** The machine's methods that generated code calls. */
enum Entry {
    ENTER(true, Frames.class, "enter", int.class, Machine.class, int.class),
    ENTER_WITH_ARGUMENTS(true, Frames.class, "enterWithArguments", int.class, Machine.class, int.class, int.class, int.class),
    LEAVE(true, Frames.class, "leave", void.class, Machine.class, int.class),
    PUSH(true, Frames.class, "push", void.class, long.class, Machine.class),
    LOAD(true, Frames.class, "load", long.class, Machine.class, int.class),
    STORE(true, Frames.class, "store", void.class, long.class, Machine.class, int.class),
    POLL(true, Frames.class, "poll", void.class, Machine.class),
    GET_GLOBAL(true, Globals.class, "get", long.class, Machine.class, int.class),
    SET_GLOBAL(true, Globals.class, "set", long.class, long.class, Machine.class, int.class),
    MAKE_CELL(true, Cells.class, "make", long.class, long.class, Machine.class),
    GET_CELL(true, Cells.class, "get", long.class, long.class, Machine.class),
    SET_CELL(true, Cells.class, "set", void.class, long.class, long.class, Machine.class),
    MAKE_CLOSURE(true, Closures.class, "make", long.class, Machine.class, int.class, int.class),
    CELL_OF_CLOSURE(true, Closures.class, "cell", long.class, long.class, Machine.class, int.class),
    SET_CELL_OF_CLOSURE(true, Closures.class, "setCell", long.class, long.class, long.class, Machine.class, int.class),
    MAKE_CLASS(true, Classes.class, "make", long.class, long.class, Machine.class, ClassDeclaration.class),
    CHECK_SUPERCLASS(true, Classes.class, "checkSuperclass", long.class, long.class, Machine.class),
    DEFINE_METHOD(true, Classes.class, "define", void.class, long.class, long.class, Machine.class, String.class),
    BIND(true, Methods.class, "bind", long.class, long.class, long.class, Machine.class, String.class),
    CODE(true, Calls.class, "code", Code.class, long.class, Machine.class),
    CALLEE(false, Machine.class, "callee", long.class),
    GET(false, GetSite.class, "get", long.class, Machine.class, long.class),
    SET(false, SetSite.class, "set", long.class, Machine.class, long.class, long.class),
    FIND(false, InvokeSite.class, "find", Code.class, Machine.class, long.class),
    FIND_SUPER(false, SuperSite.class, "find", Code.class, Machine.class, long.class),
    INSTANTIATE(false, Instantiation.class, "make", long.class, long.class, Machine.class),
    INITIALIZER(false, Instantiation.class, "initializer", long.class, long.class, Machine.class),
    PRINT(true, Output.class, "print", void.class, long.class, Machine.class),
    BOX(true, Value.class, "of", long.class, double.class),
    BOX_TRUTH(true, Value.class, "of", long.class, boolean.class),
    UNBOX(true, Value.class, "number", double.class, long.class),
    IS_FALSE(true, Value.class, "isFalse", boolean.class, long.class),
    NEGATE(true, Arithmetic.class, "negate", double.class, long.class),
    ADD(true, Arithmetic.class, "add", long.class, long.class, long.class, Machine.class),
    ADD_NUMBER(true, Arithmetic.class, "add", double.class, long.class, double.class),
    ADDEND(true, Arithmetic.class, "addend", double.class, long.class),
    OPERAND(true, Arithmetic.class, "operand", double.class, long.class),
    SUBTRACT(true, Arithmetic.class, "subtract", double.class, long.class, long.class),
    SUBTRACT_NUMBER(true, Arithmetic.class, "subtract", double.class, long.class, double.class),
    MULTIPLY(true, Arithmetic.class, "multiply", double.class, long.class, long.class),
    MULTIPLY_NUMBER(true, Arithmetic.class, "multiply", double.class, long.class, double.class),
    DIVIDE(true, Arithmetic.class, "divide", double.class, long.class, long.class),
    DIVIDE_NUMBER(true, Arithmetic.class, "divide", double.class, long.class, double.class),
    GREATER(true, Arithmetic.class, "greater", boolean.class, long.class, long.class),
    GREATER_NUMBER(true, Arithmetic.class, "greater", boolean.class, long.class, double.class),
    GREATER_NUMBERS(true, Arithmetic.class, "greater", boolean.class, double.class, double.class),
    LESS(true, Arithmetic.class, "less", boolean.class, long.class, long.class),
    LESS_NUMBER(true, Arithmetic.class, "less", boolean.class, long.class, double.class),
    LESS_NUMBERS(true, Arithmetic.class, "less", boolean.class, double.class, double.class),
    EQUAL(true, Arithmetic.class, "equal", boolean.class, long.class, long.class, Machine.class),
    EQUAL_NUMBERS(true, Arithmetic.class, "equal", boolean.class, double.class, double.class);

    private final boolean isStatic;
    private final ClassDesc owner;
    private final String method;
    private final MethodTypeDesc type;

    Entry(boolean isStatic, Class<?> owner, String method, Class<?> result, Class<?>... parameters) {
        this.isStatic = isStatic;
        this.owner = descriptor(owner);
        this.method = method;
        this.type = MethodTypeDesc.of(descriptor(result), Arrays.stream(parameters).map(Entry::descriptor).toArray(ClassDesc[]::new));
    }

    boolean isStatic() {
        return isStatic;
    }

    ClassDesc owner() {
        return owner;
    }

    String method() {
        return method;
    }

    MethodTypeDesc type() {
        return type;
    }

    static ClassDesc descriptor(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }

    void emit(CodeBuilder code) {
        if (isStatic) {
            code.invokestatic(owner, method, type);
        } else {
            code.invokevirtual(owner, method, type);
        }
    }

    /** The type of {@link Code}'s method for a number of arguments. */
    static MethodTypeDesc callType(int arguments) {
        ClassDesc[] parameters = new ClassDesc[3 + Math.min(arguments, Code.MOST_PASSED + 1)];
        Arrays.fill(parameters, ConstantDescs.CD_long);
        parameters[0] = descriptor(Machine.class);
        if (arguments > Code.MOST_PASSED) {
            parameters = Arrays.copyOf(parameters, 4);
            parameters[3] = ConstantDescs.CD_int;
        }
        return MethodTypeDesc.of(ConstantDescs.CD_long, parameters);
    }

    /** The name of {@link Code}'s method for a number of arguments. */
    static String callName(int arguments) {
        return arguments > Code.MOST_PASSED ? Code.CALL + "Many" : Code.CALL + arguments;
    }
}
