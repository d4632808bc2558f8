package org.tospace.workloads.report.markup;

import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A page as it is written, element by element: well-formed XML that is HTML too. Text and attributes are escaped by the JDK's
 * {@link XMLStreamWriter}; characters that no XML document may have become U+FFFD. For one thread at a time.
 *
 * <p>Invariant: elements are closed in the order in which they were opened, by name, so that a mistake is found where it is made.
 */
public final class Markup {
    private static final char REPLACEMENT = '\uFFFD';

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter writer;
    private final Deque<String> open = new ArrayDeque<>();

    /** An empty document. */
    public Markup() {
        try {
            writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    /** The document type of HTML. */
    public Markup doctype() {
        text.write("<!DOCTYPE html>\n");
        return this;
    }

    /**
     * Opens an element.
     *
     * @param attributes names and values in turn; those whose value is null are left out
     */
    public Markup open(String name, String... attributes) {
        try {
            writer.writeStartElement(name);
            open.push(name);
            writeAttributes(attributes);
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
        return this;
    }

    /** Closes the element that was opened last; it must have this name. */
    public Markup close(String name) {
        if (!name.equals(open.peek())) {
            throw new IllegalStateException("the element to close must be " + open.peek() + ": " + name);
        }
        try {
            open.pop();
            writer.writeEndElement();
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
        return this;
    }

    /** An element without an end tag, such as {@code meta}. */
    public Markup empty(String name, String... attributes) {
        try {
            writer.writeEmptyElement(name);
            writeAttributes(attributes);
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
        return this;
    }

    /** An element with nothing but text in it. */
    public Markup element(String name, String content, String... attributes) {
        return open(name, attributes).text(content).close(name);
    }

    /** Text, escaped. */
    public Markup text(String content) {
        try {
            writer.writeCharacters(legal(content));
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
        return this;
    }

    /** A line end, for those who read the source. */
    public Markup line() {
        return text("\n");
    }

    /** The document; all elements must be closed. */
    public String finish() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("elements must be closed: " + open);
        }
        try {
            writer.writeEndDocument();
            writer.flush();
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
        return text.toString();
    }

    private void writeAttributes(String... attributes) throws XMLStreamException {
        if (attributes.length % 2 != 0) {
            throw new IllegalArgumentException("attributes must be names and values in turn: " + String.join(", ", attributes));
        }
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i + 1] != null) {
                writer.writeAttribute(attributes[i], legal(attributes[i + 1]));
            }
        }
    }

    /** XML 1.0, section 2.2: no control characters but three, no lone surrogates, not U+FFFE and U+FFFF. */
    private static String legal(String content) {
        StringBuilder legal = new StringBuilder(content.length());
        content.codePoints().forEach(point -> {
            boolean isLegal = point == '\t' || point == '\n' || point == '\r' || point >= ' ' && point < Character.MIN_SURROGATE
                    && !(point >= 0x7F && point < 0xA0)
                    || point > Character.MAX_SURROGATE && point <= 0xFFFD || point >= Character.MIN_SUPPLEMENTARY_CODE_POINT;
            legal.appendCodePoint(isLegal ? point : REPLACEMENT);
        });
        return legal.toString();
    }

    private static IllegalStateException impossible(XMLStreamException cause) {
        return new IllegalStateException("a document in memory must be writable", cause);
    }
}
