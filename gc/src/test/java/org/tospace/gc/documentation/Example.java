package org.tospace.gc.documentation;

import java.io.BufferedReader;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.tospace.gc.HandleScope;
import org.tospace.gc.Heap;
import org.tospace.gc.HeapMXBean;
import org.tospace.gc.Mutator;
import org.tospace.gc.ObjectLayout;
import org.tospace.gc.RootStack;
import org.tospace.gc.RootVisitor;
import org.tospace.gc.value.LowBits;

/** The names that examples may use without saying where they are from. An example is a method of a subclass, or a member of it. */
public abstract class Example {
    protected static final ObjectLayout PAIR = ObjectLayout.of(1, 2, 0);
    protected static final ObjectLayout TEXT = ObjectLayout.of(2, 0, 16);
    protected static final long NIL = LowBits.constant(0);

    protected final BufferedReader reader = new BufferedReader(new StringReader("a line\n"));
    protected final WritableByteChannel channel = Channels.newChannel(OutputStream.nullOutputStream());
    protected Heap heap;
    protected Mutator mutator;
    protected RootStack roots;
    /** A reference, or a value by the heap's encoding. */
    protected long ref;
    protected long value;
    protected long a;
    protected long b;
    protected long checksum;
    protected long key;
    /** A depth of the root stack. */
    protected int frame;
    protected HandleScope scope;
    protected RootVisitor visitor;
    protected String line;
    protected final List<Long> pauses = new ArrayList<>();
    protected final long[] constants = new long[16];
    protected int constantCount;
    protected int buckets = 16;
    protected long descriptor;
    protected HeapMXBean management;

    /** Runs the example as a mutator of a heap. */
    public final void run(Heap in) throws Exception {
        heap = in;
        mutator = heap.attach();
        roots = mutator.roots();
        example();
    }

    /** Something that makes an object anew. */
    protected final long rebuild(Mutator by) {
        return by.allocate(PAIR);
    }

    /** Something that gives a resource back. */
    protected final void close(long number) {
        checksum -= number;
    }

    /** Something that two values are for. */
    protected final long concatenate(long first, long second) {
        roots.pushAll(first, second);
        return roots.peek();
    }

    /** The example; empty where it is made of members only. */
    protected abstract void example() throws Exception;

    /** The source of a class that has an example in its method. */
    static String ofStatements(String name, String statements) {
        return HEAD.formatted(name) + "@Override protected void example() throws Exception {\n" + statements + "}\n}\n";
    }

    /** The source of a class that has an example for members, and in its method. */
    static String ofMembers(String name, String members, String statements) {
        return HEAD.formatted(name) + members + "@Override protected void example() throws Exception {\n" + statements + "}\n}\n";
    }

    private static final String HEAD = """
            import module java.base;
            import java.lang.management.ManagementFactory;
            import javax.management.*;
            import org.tospace.gc.*;
            import org.tospace.gc.value.*;

            public final class %s extends org.tospace.gc.documentation.Example {
            """;
}
