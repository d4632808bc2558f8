package org.tospace.runtime.signalsafe;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a {@link SignalSafe} method that is seldom called from where speed matters: it is called, however small it is, and not built into its callers. Every
 * method saves the registers that it uses, so a caller pays for a rare path only when it takes it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OutOfLine {
}
