package org.tospace.workloads.lox.syntax;

/** Cuts the source into tokens, one at a time. */
final class Scanner {
    private static final char NOTHING = '\0';

    private final String source;
    private int start;
    private int current;
    private int line = 1;

    Scanner(String source) {
        this.source = source;
    }

    /** The next token; at the end of the source END, again and again. */
    Token next() {
        skipBlanks();
        start = current;
        if (isAtEnd()) {
            return token(TokenType.END);
        }
        char c = source.charAt(current++);
        if (isLetter(c)) {
            return word();
        }
        if (isDigit(c)) {
            return number();
        }
        return switch (c) {
            case '(' -> token(TokenType.LEFT_PAREN);
            case ')' -> token(TokenType.RIGHT_PAREN);
            case '{' -> token(TokenType.LEFT_BRACE);
            case '}' -> token(TokenType.RIGHT_BRACE);
            case ';' -> token(TokenType.SEMICOLON);
            case ',' -> token(TokenType.COMMA);
            case '.' -> token(TokenType.DOT);
            case '-' -> token(TokenType.MINUS);
            case '+' -> token(TokenType.PLUS);
            case '/' -> token(TokenType.SLASH);
            case '*' -> token(TokenType.STAR);
            case '!' -> withEqual(TokenType.BANG_EQUAL, TokenType.BANG);
            case '=' -> withEqual(TokenType.EQUAL_EQUAL, TokenType.EQUAL);
            case '<' -> withEqual(TokenType.LESS_EQUAL, TokenType.LESS);
            case '>' -> withEqual(TokenType.GREATER_EQUAL, TokenType.GREATER);
            case '"' -> string();
            default -> error("Unexpected character.");
        };
    }

    private void skipBlanks() {
        while (true) {
            switch (peek()) {
                case ' ', '\r', '\t' -> current++;
                case '\n' -> {
                    line++;
                    current++;
                }
                case '/' -> {
                    if (peekNext() != '/') {
                        return;
                    }
                    while (peek() != '\n' && !isAtEnd()) {
                        current++;
                    }
                }
                default -> {
                    return;
                }
            }
        }
    }

    private Token word() {
        while (isLetter(peek()) || isDigit(peek())) {
            current++;
        }
        return token(TokenType.ofWord(source.substring(start, current)));
    }

    private Token number() {
        skipDigits();
        if (peek() == '.' && isDigit(peekNext())) {
            current++;
            skipDigits();
        }
        return token(TokenType.NUMBER);
    }

    private void skipDigits() {
        while (isDigit(peek())) {
            current++;
        }
    }

    private Token string() {
        while (peek() != '"' && !isAtEnd()) {
            if (peek() == '\n') {
                line++;
            }
            current++;
        }
        if (isAtEnd()) {
            return error("Unterminated string.");
        }
        current++;
        return token(TokenType.STRING);
    }

    private Token withEqual(TokenType with, TokenType without) {
        if (peek() != '=') {
            return token(without);
        }
        current++;
        return token(with);
    }

    private Token token(TokenType type) {
        return new Token(type, source.substring(start, current), line);
    }

    private Token error(String message) {
        return new Token(TokenType.ERROR, message, line);
    }

    private boolean isAtEnd() {
        return current == source.length();
    }

    private char peek() {
        return isAtEnd() ? NOTHING : source.charAt(current);
    }

    private char peekNext() {
        return current + 1 < source.length() ? source.charAt(current + 1) : NOTHING;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
