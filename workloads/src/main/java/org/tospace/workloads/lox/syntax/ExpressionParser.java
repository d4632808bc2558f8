package org.tospace.workloads.lox.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads expressions by precedence (Pratt 1973), and resolves the variables in them. */
final class ExpressionParser {
    private static final int MOST_ARGUMENTS = 255;

    /** From weak to strong. */
    private enum Precedence {
        NONE, ASSIGNMENT, OR, AND, EQUALITY, COMPARISON, TERM, FACTOR, UNARY, CALL;

        Precedence next() {
            return values()[ordinal() + 1];
        }
    }

    private final TokenStream tokens;
    private final StaticSlots statics;
    private final Scopes scopes;
    private final Nesting nesting;

    ExpressionParser(TokenStream tokens, StaticSlots statics, Scopes scopes, Nesting nesting) {
        this.tokens = tokens;
        this.statics = statics;
        this.scopes = scopes;
        this.nesting = nesting;
    }

    private BookSize size() {
        return scopes.function().size();
    }

    Expr expression() {
        return parse(Precedence.ASSIGNMENT);
    }

    private static Precedence infix(TokenType type) {
        return switch (type) {
            case LEFT_PAREN, DOT -> Precedence.CALL;
            case STAR, SLASH -> Precedence.FACTOR;
            case PLUS, MINUS -> Precedence.TERM;
            case GREATER, GREATER_EQUAL, LESS, LESS_EQUAL -> Precedence.COMPARISON;
            case BANG_EQUAL, EQUAL_EQUAL -> Precedence.EQUALITY;
            case AND -> Precedence.AND;
            case OR -> Precedence.OR;
            default -> Precedence.NONE;
        };
    }

    private Expr parse(Precedence precedence) {
        int outside = nesting.open();
        Expr expression = parseLevel(precedence);
        nesting.close(outside);
        return expression;
    }

    private Expr parseLevel(Precedence precedence) {
        tokens.advance();
        boolean canAssign = precedence.compareTo(Precedence.ASSIGNMENT) <= 0;
        Optional<Expr> prefix = prefix(canAssign);
        if (prefix.isEmpty()) {
            tokens.error("Expect expression.");
            return new Expr.NilLiteral();
        }
        Expr left = prefix.get();
        while (precedence.compareTo(infix(tokens.current())) <= 0) {
            nesting.grow();
            tokens.advance();
            left = infix(left, canAssign);
        }
        if (canAssign && tokens.match(TokenType.EQUAL)) {
            tokens.error("Invalid assignment target.");
        }
        return left;
    }

    private Optional<Expr> prefix(boolean canAssign) {
        TokenType type = tokens.previous().type();
        return switch (type) {
            case LEFT_PAREN -> Optional.of(grouping());
            case MINUS, BANG -> Optional.of(unary(type));
            case NUMBER, STRING -> Optional.of(literal());
            case TRUE, FALSE -> Optional.of(emit(1, new Expr.BooleanLiteral(type == TokenType.TRUE)));
            case NIL -> Optional.of(emit(1, new Expr.NilLiteral()));
            case IDENTIFIER -> Optional.of(variable(tokens.previous().text(), canAssign));
            case THIS -> Optional.of(self());
            case SUPER -> Optional.of(superclass());
            default -> Optional.empty();
        };
    }

    private Expr infix(Expr left, boolean canAssign) {
        TokenType type = tokens.previous().type();
        return switch (type) {
            case LEFT_PAREN -> {
                List<Expr> arguments = arguments();
                yield emit(2, new Expr.Call(left, arguments, tokens.line()));
            }
            case DOT -> property(left, canAssign);
            case AND -> and(left);
            case OR -> or(left);
            default -> binary(left, type);
        };
    }

    private <E extends Expr> E emit(int bytes, E expression) {
        size().emit(bytes);
        return expression;
    }

    private Expr grouping() {
        Expr inner = expression();
        tokens.expect(TokenType.RIGHT_PAREN, "Expect ')' after expression.");
        return inner;
    }

    private Expr unary(TokenType type) {
        Expr operand = parse(Precedence.UNARY);
        return emit(1, type == TokenType.MINUS ? new Expr.Negate(operand, tokens.line()) : new Expr.Not(operand));
    }

    private Expr literal() {
        Token token = tokens.previous();
        size().constant();
        size().emit(2);
        return token.type() == TokenType.NUMBER ? new Expr.NumberLiteral(Double.parseDouble(token.text()))
                : new Expr.StringLiteral(statics.string(token.text().substring(1, token.text().length() - 1)));
    }

    private Expr binary(Expr left, TokenType type) {
        Expr right = parse(infix(type).next());
        return switch (type) {
            case BANG_EQUAL -> not(operation(Operator.EQUAL, left, right));
            case EQUAL_EQUAL -> operation(Operator.EQUAL, left, right);
            case GREATER -> operation(Operator.GREATER, left, right);
            case GREATER_EQUAL -> not(operation(Operator.LESS, left, right));
            case LESS -> operation(Operator.LESS, left, right);
            case LESS_EQUAL -> not(operation(Operator.GREATER, left, right));
            case PLUS -> operation(Operator.ADD, left, right);
            case MINUS -> operation(Operator.SUBTRACT, left, right);
            case STAR -> operation(Operator.MULTIPLY, left, right);
            case SLASH -> operation(Operator.DIVIDE, left, right);
            default -> throw new IllegalStateException("no binary operator: " + type);
        };
    }

    private Expr operation(Operator operator, Expr left, Expr right) {
        return emit(1, new Expr.Binary(operator, left, right, tokens.line()));
    }

    private Expr not(Expr operand) {
        return emit(1, new Expr.Not(operand));
    }

    private Expr and(Expr left) {
        int end = size().emitJump();
        size().emit(1);
        Expr right = parse(Precedence.AND);
        size().patch(end);
        return new Expr.Logical(true, left, right);
    }

    private Expr or(Expr left) {
        int otherwise = size().emitJump();
        int end = size().emitJump();
        size().patch(otherwise);
        size().emit(1);
        Expr right = parse(Precedence.OR);
        size().patch(end);
        return new Expr.Logical(false, left, right);
    }

    private List<Expr> arguments() {
        scopes.function().noteCall();
        List<Expr> arguments = new ArrayList<>();
        if (!tokens.check(TokenType.RIGHT_PAREN)) {
            do {
                Expr argument = expression();
                if (arguments.size() == MOST_ARGUMENTS) {
                    tokens.error("Can't have more than 255 arguments.");
                }
                arguments.add(argument);
            } while (tokens.match(TokenType.COMMA));
        }
        tokens.expect(TokenType.RIGHT_PAREN, "Expect ')' after arguments.");
        return arguments;
    }

    private Expr property(Expr object, boolean canAssign) {
        tokens.expect(TokenType.IDENTIFIER, "Expect property name after '.'.");
        String name = tokens.previous().text();
        size().constant();
        if (canAssign && tokens.match(TokenType.EQUAL)) {
            Expr value = expression();
            scopes.noteField(object, name);
            return emit(2, new Expr.Set(object, name, value, tokens.line()));
        }
        if (tokens.match(TokenType.LEFT_PAREN)) {
            List<Expr> arguments = arguments();
            return emit(3, new Expr.Invoke(object, name, arguments, tokens.line()));
        }
        return emit(2, new Expr.Get(object, name, tokens.line()));
    }

    /** A use of a name: a variable of this function, of one around it, or a global one. */
    Expr variable(String name, boolean canAssign) {
        Optional<Local> local = scopes.function().findLocal(name);
        int upvalue = local.isPresent() ? -1 : scopes.function().findUpvalue(name);
        if (local.isEmpty() && upvalue < 0) {
            size().constant();
        }
        if (!canAssign || !tokens.match(TokenType.EQUAL)) {
            size().emit(2);
            return local.<Expr>map(Expr.LocalGet::new).orElseGet(() -> upvalue >= 0 ? new Expr.UpvalueGet(upvalue)
                    : new Expr.GlobalGet(name, statics.global(name), tokens.line()));
        }
        Expr value = expression();
        size().emit(2);
        if (local.isPresent()) {
            local.get().assignedTo(value);
            return new Expr.LocalSet(local.get(), value);
        }
        return upvalue >= 0 ? new Expr.UpvalueSet(upvalue, value)
                : new Expr.GlobalSet(name, statics.global(name), value, tokens.line());
    }

    private Expr self() {
        if (!scopes.isInClass()) {
            tokens.error("Can't use 'this' outside of a class.");
            return new Expr.NilLiteral();
        }
        return variable("this", false);
    }

    private Expr superclass() {
        if (!scopes.isInClass()) {
            tokens.error("Can't use 'super' outside of a class.");
        } else if (!scopes.hasSuperclass()) {
            tokens.error("Can't use 'super' in a class with no superclass.");
        }
        tokens.expect(TokenType.DOT, "Expect '.' after 'super'.");
        tokens.expect(TokenType.IDENTIFIER, "Expect superclass method name.");
        String name = tokens.previous().text();
        size().constant();
        Expr self = variable("this", false);
        if (tokens.match(TokenType.LEFT_PAREN)) {
            List<Expr> arguments = arguments();
            Expr superclass = variable("super", false);
            return emit(3, new Expr.SuperInvoke(self, superclass, name, arguments, tokens.line()));
        }
        Expr superclass = variable("super", false);
        return emit(2, new Expr.SuperGet(self, superclass, name, tokens.line()));
    }
}
