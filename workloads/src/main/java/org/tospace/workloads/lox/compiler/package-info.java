/**
 * From tree to JVM bytecode: each function becomes a class with one method ({@link org.tospace.workloads.lox.compiler.FunctionCompiler}), made when
 * the function is first called.
 *
 * <p><b>Roots.</b> A local variable or intermediate value that may be a reference and is needed after a safepoint lives in the function's frame on the
 * root stack, and nowhere else; all others live in variables of the JVM. {@link org.tospace.workloads.lox.compiler.FramePlan} decides which is which, in one walk
 * over the tree in the order of evaluation, and the code makers keep to that order. Numbers that are known to be numbers are doubles of the JVM.
 */
package org.tospace.workloads.lox.compiler;
