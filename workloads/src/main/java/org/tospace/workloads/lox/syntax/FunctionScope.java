package org.tospace.workloads.lox.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the parser knows of the function it is in: the variables in scope, and those of functions around that it uses. */
final class FunctionScope {
    private static final int MOST_LOCALS = 256;
    private static final int MOST_UPVALUES = 256;

    private final FunctionScope enclosing;
    private final TokenStream tokens;
    private final FunctionKind kind;
    private final String name;
    private final int line;
    private final BookSize size;
    private final Local self;
    private final List<Local> parameters = new ArrayList<>();
    private final List<Local> locals = new ArrayList<>();
    private final List<Local> inScope = new ArrayList<>();
    private final List<FunctionNode.Upvalue> upvalues = new ArrayList<>();
    private int depth;
    private boolean makesCalls;

    FunctionScope(FunctionScope enclosing, TokenStream tokens, FunctionKind kind, String name) {
        this.enclosing = enclosing;
        this.tokens = tokens;
        this.kind = kind;
        this.name = name;
        this.line = tokens.line();
        this.size = new BookSize(tokens);
        this.self = new Local(kind == FunctionKind.FUNCTION ? "" : "this");
        self.initialize(0);
        self.holdsAnything();
        locals.add(self);
        inScope.add(self);
    }

    FunctionScope enclosing() {
        return enclosing;
    }

    FunctionKind kind() {
        return kind;
    }

    BookSize size() {
        return size;
    }

    boolean isGlobal() {
        return depth == 0;
    }

    void begin() {
        depth++;
    }

    void end() {
        depth--;
        while (inScope.getLast().depth() > depth) {
            inScope.removeLast();
            size.emit(1);
        }
    }

    /** A new variable of this name, which cannot be read yet. */
    Local declare(String variable) {
        for (Local local : inScope.reversed()) {
            if (local.isInitialized() && local.depth() < depth) {
                break;
            }
            if (local.name().equals(variable)) {
                tokens.error("Already a variable with this name in this scope.");
            }
        }
        return add(variable);
    }

    Local add(String variable) {
        Local local = new Local(variable);
        if (inScope.size() == MOST_LOCALS) {
            tokens.error("Too many local variables in function.");
            return local;
        }
        locals.add(local);
        inScope.add(local);
        return local;
    }

    void initialize(Local local) {
        local.initialize(depth);
    }

    void addParameter(Local local) {
        local.holdsAnything();
        parameters.add(local);
    }

    int parameterCount() {
        return parameters.size();
    }

    Optional<Local> findLocal(String variable) {
        for (Local local : inScope.reversed()) {
            if (local.name().equals(variable)) {
                if (!local.isInitialized()) {
                    tokens.error("Can't read local variable in its own initializer.");
                }
                return Optional.of(local);
            }
        }
        return Optional.empty();
    }

    /** The index of the upvalue of this name; -1 when no function around has such a variable. */
    int findUpvalue(String variable) {
        if (enclosing == null) {
            return -1;
        }
        Optional<Local> local = enclosing.findLocal(variable);
        if (local.isPresent()) {
            local.get().capture();
            return addUpvalue(new FunctionNode.Upvalue(local.get(), 0));
        }
        int index = enclosing.findUpvalue(variable);
        return index < 0 ? -1 : addUpvalue(new FunctionNode.Upvalue(null, index));
    }

    private int addUpvalue(FunctionNode.Upvalue upvalue) {
        int known = upvalues.indexOf(upvalue);
        if (known >= 0) {
            return known;
        }
        if (upvalues.size() == MOST_UPVALUES) {
            tokens.error("Too many closure variables in function.");
            return 0;
        }
        upvalues.add(upvalue);
        return upvalues.size() - 1;
    }

    int upvalueCount() {
        return upvalues.size();
    }

    void noteCall() {
        makesCalls = true;
    }

    /** The function, when all of it has been read. */
    FunctionNode finish(List<Stmt> body) {
        return new FunctionNode(kind, name, self, List.copyOf(parameters), List.copyOf(locals), List.copyOf(upvalues), body, makesCalls, line);
    }
}
