// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.espi;

/** XML as text, one element after the other; content and attributes are escaped, nothing is held but the text. */
public final class XmlText {
    private final StringBuilder text = new StringBuilder(1024);

    /** {@code <name a="b" ...>}; attributes are names and values in turn. */
    XmlText open(String name, String... attributes) {
        return start(name, attributes).append(">");
    }

    /** {@code <name a="b" .../>}. */
    XmlText empty(String name, String... attributes) {
        return start(name, attributes).append("/>");
    }

    /** {@code </name>}. */
    XmlText close(String name) {
        return append("</").append(name).append(">");
    }

    /** {@code <name>value</name>}. */
    XmlText leaf(String name, Object value) {
        return append("<").append(name).append(">").escaped(value.toString()).close(name);
    }

    private XmlText start(String name, String... attributes) {
        append("<").append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            append(" ").append(attributes[i]).append("=\"").escaped(attributes[i + 1]).append("\"");
        }
        return this;
    }

    XmlText append(String markup) {
        text.append(markup);
        return this;
    }

    private XmlText escaped(String value) {
        value.codePoints().forEach(this::escaped);
        return this;
    }

    private void escaped(int c) {
        switch (c) {
            case '&' -> text.append("&amp;");
            case '<' -> text.append("&lt;");
            case '>' -> text.append("&gt;");
            case '"' -> text.append("&quot;");
            default -> text.appendCodePoint(isCharacter(c) ? c : ' ');
        }
    }

    /** {@code Char} of XML 1.0: no escape makes any other code point lawful. */
    private static boolean isCharacter(int c) {
        boolean blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        return blank || (c > ' ' && c < 0xd800) || (c > 0xdfff && c < 0xfffe) || c > 0xffff;
    }

    /** What was written so far. */
    @Override
    public String toString() {
        return text.toString();
    }
}
