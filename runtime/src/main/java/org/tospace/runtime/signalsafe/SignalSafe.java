package org.tospace.runtime.signalsafe;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a static method, or all static methods of a class, as written in the subset that {@link SignalSafeCompiler} compiles: it
 * may then run in a signal handler. The subset is told in this package's description; nothing is checked until a method is compiled.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface SignalSafe {
}
