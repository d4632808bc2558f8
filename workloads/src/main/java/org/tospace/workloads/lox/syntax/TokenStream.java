package org.tospace.workloads.lox.syntax;

import java.util.function.Consumer;

/** The tokens under the parser's eyes, and the errors it reports: one, then none until it has found its way again. */
final class TokenStream {
    private final Scanner scanner;
    private final Consumer<String> errors;
    private Token current;
    private Token previous;
    private boolean hadError;
    private boolean panicking;

    /** @param errors takes each error as a line of text */
    TokenStream(String source, Consumer<String> errors) {
        this.scanner = new Scanner(source);
        this.errors = errors;
        advance();
    }

    Token previous() {
        return previous;
    }

    TokenType current() {
        return current.type();
    }

    /** The line that code made now belongs to. */
    int line() {
        return previous == null ? 1 : previous.line();
    }

    boolean hadError() {
        return hadError;
    }

    boolean isPanicking() {
        return panicking;
    }

    void advance() {
        previous = current;
        current = scanner.next();
        while (current.type() == TokenType.ERROR) {
            errorAtCurrent(current.text());
            current = scanner.next();
        }
    }

    boolean check(TokenType type) {
        return current.type() == type;
    }

    boolean match(TokenType type) {
        if (!check(type)) {
            return false;
        }
        advance();
        return true;
    }

    void expect(TokenType type, String message) {
        if (!match(type)) {
            errorAtCurrent(message);
        }
    }

    void error(String message) {
        errorAt(previous, message);
    }

    void errorAtCurrent(String message) {
        errorAt(current, message);
    }

    private void errorAt(Token token, String message) {
        if (panicking) {
            return;
        }
        panicking = true;
        hadError = true;
        String where = switch (token.type()) {
            case END -> " at end";
            case ERROR -> "";
            default -> " at '" + token.text() + "'";
        };
        errors.accept("[line " + token.line() + "] Error" + where + ": " + message);
    }

    /** Skips to where a statement probably begins. */
    void synchronize() {
        panicking = false;
        while (!check(TokenType.END) && previous.type() != TokenType.SEMICOLON) {
            switch (current.type()) {
                case CLASS, FUN, VAR, FOR, IF, WHILE, PRINT, RETURN -> {
                    return;
                }
                default -> advance();
            }
        }
    }
}
