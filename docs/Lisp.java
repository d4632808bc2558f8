import module java.base;
import org.tospace.gc.*;
import org.tospace.gc.value.LowBits;

public final class Lisp {
    static final long NIL = LowBits.constant(0);                   // the empty list, and false

    final Mutator mutator;
    final RootStack roots;
    final WeakTable symbols;
    final GlobalRoot globals;

    Lisp(Heap heap) {
        mutator = heap.attach();
        roots = mutator.roots();
        symbols = heap.newWeakTable();
        globals = heap.newGlobalRoot(NIL);
    }

    static final List<String> CONSTANTS =
            List.of("()", "t", "quote", "if", "define", "lambda", "+", "-", "*", "<", "eq", "cons", "car", "cdr");
    static final long T = LowBits.constant(1);
    static final ObjectLayout PAIR = ObjectLayout.of(1, 2, 0);     // car, cdr

    /** A new object; its slots get what the topmost slots of the stack hold, which are removed. */
    long make(ObjectLayout layout) {
        long made = mutator.allocate(layout);
        for (long slot = layout.slots() - 1; slot >= 0; slot--) {
            mutator.setSlot(made, slot, roots.pop());
        }
        return made;
    }

    boolean is(ObjectLayout layout, long value) {
        return LowBits.isReference(value) && mutator.tag(value) == layout.tag();
    }

    long car(long pair) {
        return mutator.getSlot(check(is(PAIR, pair), pair, "a pair is wanted"), 0);
    }

    long cdr(long pair) {
        return mutator.getSlot(check(is(PAIR, pair), pair, "a pair is wanted"), 1);
    }

    static long check(boolean isRight, long value, String sentence) {
        if (isRight) {
            return value;
        }
        throw new IllegalArgumentException(sentence);
    }

    static final ObjectLayout SYMBOL = ObjectLayout.of(2, 0, 0);   // and the bytes of its name

    long symbol(String name) {
        WeakTable.Matcher sameName = (_, symbol) -> mutator.bytes().equal(symbol, name);
        long found = symbols.find(mutator, name.hashCode(), sameName);
        if (found != 0) {
            return found;
        }
        long made = mutator.bytes().allocateUtf8(SYMBOL.tag(), name);
        return symbols.addIfAbsent(mutator, name.hashCode(), made, sameName);
    }

    long read(Deque<String> words) {
        String word = words.remove();
        if (word.equals("(")) {
            return readRest(words);
        }
        return word.matches("-?[0-9]+") ? LowBits.fromIntExact(Long.parseLong(word)) : symbol(word);
    }

    long readRest(Deque<String> words) {
        if (words.element().equals(")")) {
            words.remove();
            return NIL;
        }
        roots.push(read(words));
        roots.push(readRest(words));
        return make(PAIR);
    }

    String show(long value) {
        if (!LowBits.isReference(value)) {
            return LowBits.isInt(value) ? Long.toString(LowBits.toInt(value)) : CONSTANTS.get(LowBits.toConstant(value));
        } else if (!is(PAIR, value)) {
            return is(SYMBOL, value) ? mutator.bytes().getString(value) : "#<lambda>";
        }
        String text = "(" + show(car(value));
        long rest = cdr(value);
        for (; is(PAIR, rest); rest = cdr(rest)) {
            text += " " + show(car(rest));
        }
        return text + (rest == NIL ? ")" : " . " + show(rest) + ")");
    }

    /** The value of a symbol in an environment, a list of pairs (symbol . value), or else in the global one. */
    long lookUp(long symbol, long environment) {
        for (long rest = environment; rest != NIL; rest = cdr(rest)) {
            if (car(car(rest)) == symbol) {
                return cdr(car(rest));
            }
        }
        if (environment == globals.get()) {
            throw new IllegalArgumentException(show(symbol) + " is not defined");
        }
        return lookUp(symbol, globals.get());
    }

    /** Gives the second symbol from the top of the stack the topmost value, for all to see; removes both. */
    void define() {
        roots.push(make(PAIR));
        roots.push(globals.get());
        globals.set(make(PAIR));
    }

    static final ObjectLayout CLOSURE = ObjectLayout.of(3, 3, 0);  // parameters, body, environment

    /** The value of an expression. Its frame: the expression, the environment, the function. */
    long eval(long expression, long environment) {
        if (!is(PAIR, expression)) {
            return is(SYMBOL, expression) ? lookUp(expression, environment) : expression;
        }
        int frame = roots.depth();
        roots.pushAll(expression, environment);
        mutator.poll();
        roots.push(evalOperand(frame, 0));
        long function = roots.peek();
        long value = is(CLOSURE, function) ? call(frame) : builtIn(show(function), frame);
        roots.truncate(frame);
        return value;
    }

    long evalOperand(int frame, int number) {
        return eval(operand(frame, number), roots.get(frame + 1));
    }

    long operand(int frame, int number) {
        long rest = roots.get(frame);
        for (int i = 0; i < number; i++) {
            rest = cdr(rest);
        }
        return car(rest);
    }

    /** Calls a closure: its body is evaluated in its environment, to which the arguments are added. */
    long call(int frame) {
        long closure = roots.get(frame + 2);
        roots.pushAll(mutator.getSlot(closure, 2), mutator.getSlot(closure, 0));
        for (int i = 1; roots.get(frame + 4) != NIL; i++) {
            roots.push(car(roots.get(frame + 4)));
            roots.push(evalOperand(frame, i));
            roots.push(make(PAIR));
            roots.push(roots.get(frame + 3));
            roots.set(frame + 3, make(PAIR));
            roots.set(frame + 4, cdr(roots.get(frame + 4)));
        }
        return eval(mutator.getSlot(roots.get(frame + 2), 1), roots.get(frame + 3));
    }

    long builtIn(String name, int frame) {
        return switch (name) {
            case "quote" -> operand(frame, 1);
            case "if" -> evalOperand(frame, evalOperand(frame, 1) != NIL ? 2 : 3);
            case "lambda" -> {
                roots.pushAll(operand(frame, 1), operand(frame, 2), roots.get(frame + 1));
                yield make(CLOSURE);
            }
            case "define" -> {
                roots.push(operand(frame, 1));
                roots.push(evalOperand(frame, 2));
                define();
                yield operand(frame, 1);
            }
            case "car" -> car(evalOperand(frame, 1));
            case "cdr" -> cdr(evalOperand(frame, 1));
            default -> {
                roots.push(evalOperand(frame, 1));
                roots.push(evalOperand(frame, 2));
                yield ofTwo(name, roots.peek(1), roots.peek());
            }
        };
    }

    long ofTwo(String name, long a, long b) {
        return switch (name) {
            case "cons" -> make(PAIR);
            case "eq" -> a == b ? T : NIL;
            case "<" -> number(a) < number(b) ? T : NIL;
            case "+" -> LowBits.add(number(a), number(b));
            case "-" -> LowBits.subtract(number(a), number(b));
            case "*" -> LowBits.fromIntExact(Math.multiplyExact(LowBits.toInt(number(a)), LowBits.toInt(number(b))));
            default -> throw new IllegalArgumentException(name + " is no function");
        };
    }

    static long number(long value) {
        return check(LowBits.isInt(value), value, "a number is wanted");
    }

    /** Defines what is built in. */
    Lisp start() {
        for (int i = 1; i < CONSTANTS.size(); i++) {
            roots.pushAll(symbol(CONSTANTS.get(i)), LowBits.constant(i));
            define();
        }
        return this;
    }

    String run(String text) {
        int depth = roots.depth();
        Deque<String> words = new ArrayDeque<>(Pattern.compile("[()]|[^()\\s]+").matcher(text).results().map(MatchResult::group).toList());
        String result = "";
        try {
            while (!words.isEmpty()) {
                result = show(eval(read(words), NIL));
            }
            return result;
        } catch (IllegalArgumentException | ArithmeticException | HeapExhaustedException e) {
            return "error: " + e.getMessage();
        } catch (NoSuchElementException | StackOverflowError | RootStackOverflowException e) {
            return e instanceof NoSuchElementException ? "error: a list does not end" : "error: too deep";
        } finally {
            roots.truncate(depth);
        }
    }

    public static void main(String[] args) throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
        try (Heap heap = Heap.open(args.length == 0 ? "heap=16m" : args[0])) {
            Lisp lisp = new Lisp(heap).start();
            for (String line = lisp.readLine(input); line != null; line = lisp.readLine(input)) {
                System.out.println(lisp.run(line));
            }
        }
    }

    String readLine(BufferedReader input) throws IOException {
        try (Blocked _ = mutator.blocked()) {
            return input.readLine();
        }
    }
}
