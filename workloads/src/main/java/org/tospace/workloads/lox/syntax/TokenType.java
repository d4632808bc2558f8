package org.tospace.workloads.lox.syntax;

import java.util.Map;

/** The kinds of tokens. */
enum TokenType {
    LEFT_PAREN, RIGHT_PAREN, LEFT_BRACE, RIGHT_BRACE, COMMA, DOT, MINUS, PLUS, SEMICOLON, SLASH, STAR,
    BANG, BANG_EQUAL, EQUAL, EQUAL_EQUAL, GREATER, GREATER_EQUAL, LESS, LESS_EQUAL,
    IDENTIFIER, STRING, NUMBER,
    AND, CLASS, ELSE, FALSE, FOR, FUN, IF, NIL, OR, PRINT, RETURN, SUPER, THIS, TRUE, VAR, WHILE,
    /** What is no token; its text says why. */
    ERROR,
    END;

    private static final Map<String, TokenType> KEYWORDS = Map.ofEntries(
            Map.entry("and", AND), Map.entry("class", CLASS), Map.entry("else", ELSE), Map.entry("false", FALSE), Map.entry("for", FOR),
            Map.entry("fun", FUN), Map.entry("if", IF), Map.entry("nil", NIL), Map.entry("or", OR), Map.entry("print", PRINT),
            Map.entry("return", RETURN), Map.entry("super", SUPER), Map.entry("this", THIS), Map.entry("true", TRUE),
            Map.entry("var", VAR), Map.entry("while", WHILE));

    /** The type of a word: a keyword or an identifier. */
    static TokenType ofWord(String word) {
        return KEYWORDS.getOrDefault(word, IDENTIFIER);
    }
}
