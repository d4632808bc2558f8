package org.tospace.workloads.lox.compiler;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.tospace.workloads.lox.machine.Machine;
import org.tospace.workloads.lox.syntax.Stmt;

/** The methods into which a function is cut whose code is more than the JVM allows in one: long lists of statements, a few dozen to a method. */
final class Parts {
    /** How many statements make a part. */
    static final int LONGEST = 32;
    private static final String PREFIX = "part";
    private static final MethodTypeDesc TYPE = MethodTypeDesc.of(ConstantDescs.CD_long, Entry.descriptor(Machine.class), ConstantDescs.CD_int);

    private final ClassDesc owner;
    private final boolean isCutting;
    private final List<List<Stmt>> parts = new ArrayList<>();

    /** @param isCutting whether there are to be parts */
    Parts(ClassDesc owner, boolean isCutting) {
        this.owner = owner;
        this.isCutting = isCutting;
    }

    /** Forgets all: the code is made once more. */
    void clear() {
        parts.clear();
    }

    boolean isToBeCut(List<Stmt> statements) {
        return isCutting && statements.size() > LONGEST;
    }

    /** Calls a new part; the code object, the machine and the frame are on the JVM's stack. */
    void call(CodeBuilder code, List<Stmt> statements) {
        code.invokevirtual(owner, PREFIX + parts.size(), TYPE);
        parts.add(statements);
    }

    /** Declares the methods. Making one may find that it has parts itself. */
    void declare(ClassBuilder builder, BiConsumer<CodeBuilder, List<Stmt>> body) {
        for (int i = 0; i < parts.size(); i++) {
            List<Stmt> statements = parts.get(i);
            builder.withMethodBody(PREFIX + i, TYPE, ClassFile.ACC_FINAL, code -> body.accept(code, statements));
        }
    }
}
