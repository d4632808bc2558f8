package org.tospace.gc;

/**
 * Brings references in an embedder's own tables up to date; given to a {@link RootProvider} and of use until its {@code visit} returns, on
 * that thread.
 *
 * <p>Example: {@code visitor.visit(constants, 0, constantCount);}
 */
public interface RootVisitor {
    /** Brings the values of a table up to date where they are. */
    default void visit(long[] table) {
        visit(table, 0, table.length);
    }

    /**
     * Brings a part of a table up to date.
     *
     * @param from the first index
     * @param to behind the last
     * @throws IndexOutOfBoundsException when the table has no such part
     */
    void visit(long[] table, int from, int to);

    /**
     * Brings one value up to date.
     *
     * @return what is to be kept in its place
     */
    long visit(long value);
}
