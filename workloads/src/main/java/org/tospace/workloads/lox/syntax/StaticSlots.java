package org.tospace.workloads.lox.syntax;

/** Gives places to what lives as long as the program: global variables and the strings in its text. Numbered from 0, the same each time. */
public interface StaticSlots {
    /** The place of a global variable. */
    int global(String name);

    /** The place of a string. */
    int string(String text);
}
