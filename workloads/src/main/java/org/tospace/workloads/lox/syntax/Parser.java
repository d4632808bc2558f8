package org.tospace.workloads.lox.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads declarations and statements. */
public final class Parser {
    private static final int MOST_PARAMETERS = 255;

    private final TokenStream tokens;
    private final StaticSlots statics;
    private final Scopes scopes = new Scopes();
    private final Nesting nesting;
    private final ExpressionParser expressions;

    private Parser(String source, StaticSlots statics, Consumer<String> errors) {
        this.tokens = new TokenStream(source, errors);
        this.statics = statics;
        this.nesting = new Nesting(tokens);
        this.expressions = new ExpressionParser(tokens, statics, scopes, nesting);
    }

    /**
     * Parses a script.
     *
     * @param source bytes as characters 0 to 255
     * @param errors takes each error as a line of text
     * @return the script as a function; empty when there were errors
     */
    public static Optional<FunctionNode> parse(String source, StaticSlots statics, Consumer<String> errors) {
        try {
            return new Parser(source, statics, errors).script();
        } catch (Nesting.TooDeep _) {
            return Optional.empty();
        }
    }

    private Optional<FunctionNode> script() {
        scopes.enter(new FunctionScope(null, tokens, FunctionKind.SCRIPT, ""));
        List<Stmt> statements = new ArrayList<>();
        while (!tokens.match(TokenType.END)) {
            statements.add(declaration());
        }
        FunctionNode script = scopes.function().finish(statements);
        return tokens.hadError() ? Optional.empty() : Optional.of(script);
    }

    private BookSize size() {
        return scopes.function().size();
    }

    private Stmt declaration() {
        Stmt statement;
        if (tokens.match(TokenType.CLASS)) {
            statement = classDeclaration();
        } else if (tokens.match(TokenType.FUN)) {
            statement = functionDeclaration();
        } else if (tokens.match(TokenType.VAR)) {
            statement = variableDeclaration();
        } else {
            statement = statement();
        }
        if (tokens.isPanicking()) {
            tokens.synchronize();
        }
        return statement;
    }

    private Stmt classDeclaration() {
        tokens.expect(TokenType.IDENTIFIER, "Expect class name.");
        String name = tokens.previous().text();
        int line = tokens.line();
        size().constant();
        Variable variable = declare(name);
        if (variable instanceof Variable.InScope(Local local)) {
            local.holdsAnything();
        }
        size().emit(2);
        define(variable);
        ClassScope scope = scopes.enterClass();
        Optional<ClassNode.Superclass> superclass = Optional.empty();
        if (tokens.match(TokenType.LESS)) {
            superclass = Optional.of(superclass(name));
            scope.inherit();
        }
        expressions.variable(name, false);
        tokens.expect(TokenType.LEFT_BRACE, "Expect '{' before class body.");
        List<FunctionNode> methods = new ArrayList<>();
        while (!tokens.check(TokenType.RIGHT_BRACE) && !tokens.check(TokenType.END)) {
            methods.add(method());
        }
        tokens.expect(TokenType.RIGHT_BRACE, "Expect '}' after class body.");
        size().emit(1);
        if (superclass.isPresent()) {
            scopes.function().end();
        }
        scopes.leaveClass();
        return new Stmt.Class(new ClassNode(name, statics.string(name), variable, superclass, List.copyOf(methods), scope.fields(), line));
    }

    private ClassNode.Superclass superclass(String className) {
        tokens.expect(TokenType.IDENTIFIER, "Expect superclass name.");
        String name = tokens.previous().text();
        Expr expression = expressions.variable(name, false);
        if (name.equals(className)) {
            tokens.error("A class can't inherit from itself.");
        }
        scopes.function().begin();
        Local local = scopes.function().add("super");
        local.holdsAnything();
        scopes.function().initialize(local);
        expressions.variable(className, false);
        size().emit(1);
        return new ClassNode.Superclass(expression, local, tokens.line());
    }

    private FunctionNode method() {
        tokens.expect(TokenType.IDENTIFIER, "Expect method name.");
        size().constant();
        String name = tokens.previous().text();
        FunctionNode method = function(name.equals("init") ? FunctionKind.INITIALIZER : FunctionKind.METHOD, name);
        size().emit(2);
        return method;
    }

    private Stmt functionDeclaration() {
        Variable variable = declare("Expect function name.", true);
        if (variable instanceof Variable.InScope(Local local)) {
            scopes.function().initialize(local);
        }
        FunctionNode function = function(FunctionKind.FUNCTION, tokens.previous().text());
        define(variable);
        return new Stmt.Fun(variable, function);
    }

    private FunctionNode function(FunctionKind kind, String name) {
        int outside = nesting.open();
        FunctionScope scope = new FunctionScope(scopes.function(), tokens, kind, name);
        scopes.enter(scope);
        scope.begin();
        tokens.expect(TokenType.LEFT_PAREN, "Expect '(' after function name.");
        if (!tokens.check(TokenType.RIGHT_PAREN)) {
            do {
                if (scope.parameterCount() == MOST_PARAMETERS) {
                    tokens.errorAtCurrent("Can't have more than 255 parameters.");
                }
                if (declare("Expect parameter name.", true) instanceof Variable.InScope(Local local)) {
                    scope.initialize(local);
                    scope.addParameter(local);
                }
            } while (tokens.match(TokenType.COMMA));
        }
        tokens.expect(TokenType.RIGHT_PAREN, "Expect ')' after parameters.");
        tokens.expect(TokenType.LEFT_BRACE, "Expect '{' before function body.");
        List<Stmt> body = block();
        scopes.leaveFunction();
        size().constant();
        size().emit(2 + 2 * scope.upvalueCount());
        nesting.close(outside);
        return scope.finish(body);
    }

    private Stmt variableDeclaration() {
        Variable variable = declare("Expect variable name.", false);
        Expr value;
        if (tokens.match(TokenType.EQUAL)) {
            value = expressions.expression();
        } else {
            value = new Expr.NilLiteral();
            size().emit(1);
        }
        tokens.expect(TokenType.SEMICOLON, "Expect ';' after variable declaration.");
        define(variable);
        if (variable instanceof Variable.InScope(Local local)) {
            local.declaredAs(value);
        }
        return new Stmt.Var(variable, value);
    }

    /** Reads the name of a variable and declares it. */
    private Variable declare(String message, boolean holdsAnything) {
        tokens.expect(TokenType.IDENTIFIER, message);
        Variable variable = declare(tokens.previous().text());
        if (variable instanceof Variable.InScope(Local local)) {
            if (holdsAnything) {
                local.holdsAnything();
            }
        } else {
            size().constant();
        }
        return variable;
    }

    private Variable declare(String name) {
        return scopes.function().isGlobal() ? new Variable.Global(name, statics.global(name))
                : new Variable.InScope(scopes.function().declare(name));
    }

    private void define(Variable variable) {
        switch (variable) {
            case Variable.InScope(Local local) -> scopes.function().initialize(local);
            case Variable.Global _ -> size().emit(2);
        }
    }

    private Stmt statement() {
        int outside = nesting.open();
        Stmt statement = statementByKeyword();
        nesting.close(outside);
        return statement;
    }

    private Stmt statementByKeyword() {
        if (tokens.match(TokenType.PRINT)) {
            Expr value = expressions.expression();
            tokens.expect(TokenType.SEMICOLON, "Expect ';' after value.");
            size().emit(1);
            return new Stmt.Print(value);
        }
        if (tokens.match(TokenType.FOR)) {
            return forStatement();
        }
        if (tokens.match(TokenType.IF)) {
            return ifStatement();
        }
        if (tokens.match(TokenType.RETURN)) {
            return returnStatement();
        }
        if (tokens.match(TokenType.WHILE)) {
            return whileStatement();
        }
        if (tokens.match(TokenType.LEFT_BRACE)) {
            scopes.function().begin();
            List<Stmt> statements = block();
            scopes.function().end();
            return new Stmt.Block(statements);
        }
        return expressionStatement();
    }

    private List<Stmt> block() {
        List<Stmt> statements = new ArrayList<>();
        while (!tokens.check(TokenType.RIGHT_BRACE) && !tokens.check(TokenType.END)) {
            statements.add(declaration());
        }
        tokens.expect(TokenType.RIGHT_BRACE, "Expect '}' after block.");
        return statements;
    }

    private Stmt expressionStatement() {
        Expr value = expressions.expression();
        tokens.expect(TokenType.SEMICOLON, "Expect ';' after expression.");
        size().emit(1);
        return new Stmt.Expression(value);
    }

    private Stmt ifStatement() {
        tokens.expect(TokenType.LEFT_PAREN, "Expect '(' after 'if'.");
        Expr condition = expressions.expression();
        tokens.expect(TokenType.RIGHT_PAREN, "Expect ')' after condition.");
        int otherwise = size().emitJump();
        size().emit(1);
        Stmt then = statement();
        int end = size().emitJump();
        size().patch(otherwise);
        size().emit(1);
        Optional<Stmt> alternative = tokens.match(TokenType.ELSE) ? Optional.of(statement()) : Optional.empty();
        size().patch(end);
        return new Stmt.If(condition, then, alternative);
    }

    private Stmt returnStatement() {
        if (scopes.function().kind() == FunctionKind.SCRIPT) {
            tokens.error("Can't return from top-level code.");
        }
        if (tokens.match(TokenType.SEMICOLON)) {
            size().emit(scopes.function().kind() == FunctionKind.INITIALIZER ? 3 : 2);
            return new Stmt.Return(Optional.empty());
        }
        if (scopes.function().kind() == FunctionKind.INITIALIZER) {
            tokens.error("Can't return a value from an initializer.");
        }
        Expr value = expressions.expression();
        tokens.expect(TokenType.SEMICOLON, "Expect ';' after return value.");
        size().emit(1);
        return new Stmt.Return(Optional.of(value));
    }

    private Stmt whileStatement() {
        int start = size().position();
        tokens.expect(TokenType.LEFT_PAREN, "Expect '(' after 'while'.");
        Expr condition = expressions.expression();
        tokens.expect(TokenType.RIGHT_PAREN, "Expect ')' after condition.");
        int exit = size().emitJump();
        size().emit(1);
        Stmt body = statement();
        size().emitLoop(start);
        size().patch(exit);
        size().emit(1);
        return new Stmt.Loop(Optional.of(condition), Optional.empty(), body);
    }

    private Stmt forStatement() {
        scopes.function().begin();
        tokens.expect(TokenType.LEFT_PAREN, "Expect '(' after 'for'.");
        List<Stmt> statements = new ArrayList<>();
        if (tokens.match(TokenType.VAR)) {
            statements.add(variableDeclaration());
        } else if (!tokens.match(TokenType.SEMICOLON)) {
            statements.add(expressionStatement());
        }
        statements.add(loopOfFor());
        scopes.function().end();
        return new Stmt.Block(statements);
    }

    private Stmt loopOfFor() {
        int start = size().position();
        Optional<Expr> condition = Optional.empty();
        int exit = 0;
        if (!tokens.match(TokenType.SEMICOLON)) {
            condition = Optional.of(expressions.expression());
            tokens.expect(TokenType.SEMICOLON, "Expect ';' after loop condition.");
            exit = size().emitJump();
            size().emit(1);
        }
        Optional<Expr> step = Optional.empty();
        if (!tokens.match(TokenType.RIGHT_PAREN)) {
            int body = size().emitJump();
            int stepStart = size().position();
            step = Optional.of(expressions.expression());
            size().emit(1);
            tokens.expect(TokenType.RIGHT_PAREN, "Expect ')' after for clauses.");
            size().emitLoop(start);
            start = stepStart;
            size().patch(body);
        }
        Stmt body = statement();
        size().emitLoop(start);
        if (condition.isPresent()) {
            size().patch(exit);
            size().emit(1);
        }
        return new Stmt.Loop(condition, step, body);
    }
}
