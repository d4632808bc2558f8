/**
 * The machine: values, objects in the object space, and what generated code calls. It knows the tree only as something to have code made of.
 *
 * <p>Everything here is for the one thread whose mutator the machine has. <b>Safepoints:</b> whatever allocates, and the poll of loops. Values that are
 * references die there; a method that allocates keeps its own arguments in roots meanwhile and says so, and its caller sees to the rest.
 *
 * <p>Java objects describe (codes, shapes, layouts, inline caches) and are bounded by the program's text; every object that a program makes
 * is in the object space.
 */
package org.tospace.workloads.lox.machine;
