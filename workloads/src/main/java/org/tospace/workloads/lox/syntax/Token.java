package org.tospace.workloads.lox.syntax;

/**
 * A word of the source.
 *
 * @param text as written; for an error, what is wrong
 * @param line where it ends, from 1
 */
record Token(TokenType type, String text, int line) {
}
