/** Runs directories of Lox programs whose comments say what is expected of them, as the book's own test runner does. For one thread. */
package org.tospace.workloads.lox.suite;
