/**
 * Reading: from class files to numbered instructions. Knows the format, through {@code java.lang.classfile}, and nothing of what
 * is allowed in it.
 */
package org.tospace.runtime.signalsafe.reading;
