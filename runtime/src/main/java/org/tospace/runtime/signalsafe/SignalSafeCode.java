package org.tospace.runtime.signalsafe;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.tospace.runtime.code.ExecutableMemory;
import org.tospace.runtime.linux.NativeFunctions;
import org.tospace.runtime.signalsafe.machine.MachineCode;
import org.tospace.runtime.signalsafe.machine.MachineMethod;

/**
 * Compiled code in memory, with its entry points. Its methods are in {@link CodeNames} while it is open.
 *
 * <p>Any thread may call, by the C calling convention. Arguments of types smaller than an int must be extended to 32 bits, as Java and
 * C do. {@link #close} frees the code; that no thread is inside or will call is for the caller to know.
 */
public final class SignalSafeCode implements AutoCloseable {

    private final List<EntryPoint> entryPoints;
    private final CodeImage image;
    private final Supplier<String> listing;
    private final ExecutableMemory memory;
    private boolean closed;

    private SignalSafeCode(List<EntryPoint> entryPoints, CodeImage image, Supplier<String> listing) {
        this.entryPoints = List.copyOf(entryPoints);
        this.image = image;
        this.listing = listing;
        this.memory = ExecutableMemory.of(image.bytes());
        image.places().forEach((name, place) -> CodeNames.add(memory.address() + place.offset(), place.length(), name));
    }

    SignalSafeCode(List<EntryPoint> entryPoints, MachineCode code, StackNeed stack) {
        this(entryPoints, image(code, stack), () -> Listing.of(code, stack));
    }

    private static CodeImage image(MachineCode code, StackNeed stack) {
        Map<String, CodeImage.Place> places = new LinkedHashMap<>();
        for (MachineMethod method : code.methods().values()) {
            places.put(method.name().toString(), new CodeImage.Place(method.offset(), method.length(), stack.of(method.name())));
        }
        return new CodeImage(places, code.bytes());
    }

    /**
     * Code that was compiled before and written by {@link #write}.
     *
     * @param source the image; not closed
     * @param entryPoints those that will be asked for
     * @return the code, to be closed when nothing will call it any more
     * @throws IOException if it cannot be read, is no image or lacks one of the entry points
     */
    public static SignalSafeCode read(InputStream source, List<EntryPoint> entryPoints) throws IOException {
        return new SignalSafeCode(entryPoints, CodeImage.read(source, entryPoints), () -> SignalSafeCompiler.compile(entryPoints).describe());
    }

    /**
     * Writes the code down, for {@link #read}.
     *
     * @param target where to; not closed
     * @throws IOException if it cannot be written
     */
    public void write(OutputStream target) throws IOException {
        image.write(target);
    }

    /**
     * Where an entry point's code starts.
     *
     * @param entry one of those compiled
     * @return its address
     * @throws IllegalArgumentException if it is none of them
     */
    public long address(EntryPoint entry) {
        require(entry);
        return memory.address() + image.place(entry).offset();
    }

    /**
     * A way to call an entry point from Java: a normal downcall, so that the thread is in native state meanwhile and holds up no
     * safepoint.
     *
     * @param entry one of those compiled
     * @return a handle of the method's own type, to be called with {@code invokeExact}
     * @throws IllegalArgumentException if it is none of them
     */
    public MethodHandle handle(EntryPoint entry) {
        return NativeFunctions.downcall(address(entry), descriptor(entry));
    }

    /**
     * A faster way to call an entry point that is done soon and does not trap: the thread stays in Java state, and no safepoint is
     * reached before it returns.
     *
     * @param entry one of those compiled
     * @return a handle of the method's own type, to be called with {@code invokeExact}
     * @throws IllegalArgumentException if it is none of them
     */
    @SuppressWarnings("restricted")
    public MethodHandle criticalHandle(EntryPoint entry) {
        MemorySegment start = MemorySegment.ofAddress(address(entry));
        return Linker.nativeLinker().downcallHandle(start, descriptor(entry), Linker.Option.critical(false));
    }

    /**
     * How much stack an entry point takes, with the deepest chain of calls below it; not what native functions take that are called there.
     *
     * @param entry one of those compiled
     * @return bytes, its own return address included
     * @throws IllegalArgumentException if it is none of them
     */
    public int stackBytes(EntryPoint entry) {
        require(entry);
        return image.place(entry).stackBytes();
    }

    /**
     * How much machine code there is.
     *
     * @return bytes
     */
    public int codeBytes() {
        return image.bytes().length;
    }

    /**
     * The code in words: for each method the machine code with its offsets, and beside it the bytecode it was made from.
     *
     * @return lines of text
     */
    public String describe() {
        return listing.get();
    }

    /** The code's bytes, for tests. */
    byte[] bytes() {
        return image.bytes().clone();
    }

    /** Frees the code; further calls do nothing. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            image.places().values().forEach(place -> CodeNames.remove(memory.address() + place.offset()));
            memory.close();
        }
    }

    private void require(EntryPoint entry) {
        if (!entryPoints.contains(entry)) {
            throw new IllegalArgumentException("entry must be one of " + entryPoints + ": " + entry);
        }
    }

    private static FunctionDescriptor descriptor(EntryPoint entry) {
        MethodType type = MethodType.fromMethodDescriptorString(entry.descriptor(), entry.owner().getClassLoader());
        MemoryLayout[] parameters = type.parameterList().stream().map(SignalSafeCode::layout).toArray(MemoryLayout[]::new);
        return type.returnType() == void.class ? FunctionDescriptor.ofVoid(parameters)
                : FunctionDescriptor.of(layout(type.returnType()), parameters);
    }

    private static MemoryLayout layout(Class<?> type) {
        if (type == long.class) {
            return ValueLayout.JAVA_LONG;
        }
        if (type == int.class) {
            return ValueLayout.JAVA_INT;
        }
        if (type == boolean.class) {
            return ValueLayout.JAVA_BOOLEAN;
        }
        if (type == byte.class) {
            return ValueLayout.JAVA_BYTE;
        }
        return type == short.class ? ValueLayout.JAVA_SHORT : ValueLayout.JAVA_CHAR;
    }
}
