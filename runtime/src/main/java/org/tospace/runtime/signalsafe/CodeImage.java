package org.tospace.runtime.signalsafe;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compiled code as it is kept in a file: so a program that compiles its own methods when it is built need not do it when it starts.
 * The code runs at any address, on the processor that it was compiled for.
 *
 * <pre>
 *   int magic, int methods, for each: UTF its name, int offset, int length, int stack bytes; int length, code
 * </pre>
 *
 * @param places where each method is, entry points and others, by its name
 * @param bytes the code
 */
record CodeImage(Map<String, Place> places, byte[] bytes) {

    private static final int MAGIC = 0x7453_0002;

    /**
     * A method's place in the code.
     *
     * @param offset where it starts
     * @param length how many bytes it has
     * @param stackBytes how much stack it takes
     */
    record Place(int offset, int length, int stackBytes) {
    }

    /** The place of an entry point; null if there is none. */
    Place place(EntryPoint entry) {
        return places.get(entry.toString());
    }

    void write(OutputStream target) throws IOException {
        DataOutputStream out = new DataOutputStream(target);
        out.writeInt(MAGIC);
        out.writeInt(places.size());
        for (Map.Entry<String, Place> place : places.entrySet()) {
            out.writeUTF(place.getKey());
            out.writeInt(place.getValue().offset());
            out.writeInt(place.getValue().length());
            out.writeInt(place.getValue().stackBytes());
        }
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }

    static CodeImage read(InputStream source, List<EntryPoint> entryPoints) throws IOException {
        DataInputStream in = new DataInputStream(source);
        int magic = in.readInt();
        if (magic != MAGIC) {
            throw new IOException("an image of compiled code must start with 0x" + Integer.toHexString(MAGIC) + ": 0x" + Integer.toHexString(magic));
        }
        Map<String, Place> places = new LinkedHashMap<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            places.put(in.readUTF(), new Place(in.readInt(), in.readInt(), in.readInt()));
        }
        CodeImage image = new CodeImage(places, in.readNBytes(in.readInt()));
        for (EntryPoint entry : entryPoints) {
            if (image.place(entry) == null) {
                throw new IOException("the image of compiled code has no entry point " + entry + ", only the methods " + places.keySet());
            }
        }
        return image;
    }
}
