/**
 * A small ahead-of-time compiler from Java bytecode to machine code that may run in a signal handler.
 *
 * <p><b>The subset.</b> {@code static} methods marked {@link org.tospace.runtime.signalsafe.SignalSafe} (or of a class so marked)
 * over {@code long}, {@code int}, {@code boolean}, {@code byte}, {@code short} and {@code char}, with at most six parameters; local
 * variables, arithmetic, conversions, conditions, loops and switches as Java has them; constants, and {@code static final} fields
 * that are compile-time constants; calls of each other, without recursion, and of the intrinsics: {@code Memory} but for floating
 * point and segments, {@code SystemCall.invoke}, {@code NativeCall.invoke}, and {@code min}, {@code max}, {@code compare}, {@code compareUnsigned},
 * {@code numberOfTrailingZeros}, {@code numberOfLeadingZeros} and {@code toUnsignedLong} of {@code Math}, {@code Integer} and
 * {@code Long}. A divisor must be a constant other than zero. All else is refused
 * ({@link org.tospace.runtime.signalsafe.NotSignalSafeException}).
 *
 * <p><b>What compiled code promises.</b> It does what the JVM would do with the same bytecode, but for
 * {@code Memory.timeStamp} (ticks, not nanoseconds) and {@code Memory.copy} (upwards). It allocates nothing, calls nothing else, and
 * takes a known amount of stack, to which native functions that it calls by {@code NativeCall} add their own. It never reaches a safepoint, and runs no class's initializer. Loads that
 * are not plain are each done once and in their place, even where nobody wants their value; a plain load may be left out. An access to memory that faults,
 * faults in it.
 *
 * <p><b>Stages</b>, a package each: {@code reading} class files; {@code checking} the subset; {@code building} graphs of values
 * ({@code graph}), with {@code intrinsics}; {@code optimizing} them; for each instruction set behind {@code machine}, choosing
 * instructions, {@code allocating} registers and writing code ({@code x64}). Compiling is for one thread at a time in each call;
 * finished code is for any.
 *
 * <p><b>Speed.</b> Small methods are built into their callers. Each method saves all registers that it uses, so what is seldom done is best a method of
 * its own, marked {@link org.tospace.runtime.signalsafe.OutOfLine}: the usual way then saves and spills less.
 */
package org.tospace.runtime.signalsafe;
