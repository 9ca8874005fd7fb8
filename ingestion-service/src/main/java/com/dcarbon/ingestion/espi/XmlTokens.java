// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.nio.charset.StandardCharsets;

/**
 * Finds where tags, comments, CDATA sections and instructions of a document begin and end; no more. In a document that is
 * well-formed it is right; in any other the parser finds the fault.
 */
final class XmlTokens {
    private static final byte[] COMMENT = ascii("<!--");
    private static final byte[] COMMENT_END = ascii("-->");
    private static final byte[] CDATA = ascii("<![CDATA[");
    private static final byte[] CDATA_END = ascii("]]>");
    private static final byte[] INSTRUCTION_END = ascii("?>");
    private static final int LONGEST_NAME = 64;

    private final byte[] buffer;
    private byte[] awaited = {};
    private Kind kind = Kind.OTHER;
    private boolean givenUp;

    /** What kind of token there was. */
    enum Kind {
        START,
        END,
        EMPTY,
        /** Text, a comment and the like. */
        OTHER
    }

    XmlTokens(byte[] buffer) {
        this.buffer = buffer;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Nothing is recognised from here on. */
    void giveUp() {
        givenUp = true;
    }

    /** Whether the place is between tokens rather than within a comment or the like. */
    boolean isBetween() {
        return awaited.length == 0 && !givenUp;
    }

    Kind kind() {
        return kind;
    }

    /** Where the token that begins there ends, or -1 if that cannot be told before more has come. */
    int next(int begin, int limit) {
        kind = Kind.OTHER;
        if (givenUp) {
            return limit;
        }
        if (awaited.length > 0) {
            return endOfAwaited(begin, limit);
        }
        if (buffer[begin] != '<') {
            return indexOf('<', begin, limit);
        }
        if (limit - begin < CDATA.length) {
            return -1;
        }
        return switch (buffer[begin + 1]) {
            case '!' -> declaration(begin, limit);
            case '?' -> await(INSTRUCTION_END, begin + 2);
            default -> tag(begin, limit);
        };
    }

    private int indexOf(char wanted, int begin, int limit) {
        int at = begin;
        while (at < limit && buffer[at] != wanted) {
            at++;
        }
        return at;
    }

    private int declaration(int begin, int limit) {
        if (is(COMMENT, begin)) {
            return await(COMMENT_END, begin + COMMENT.length);
        }
        if (is(CDATA, begin)) {
            return await(CDATA_END, begin + CDATA.length);
        }
        givenUp = true;
        return limit;
    }

    private int await(byte[] end, int from) {
        awaited = end;
        return from;
    }

    private int endOfAwaited(int begin, int limit) {
        int last = limit - awaited.length;
        for (int at = begin; at <= last; at++) {
            if (is(awaited, at)) {
                int end = at + awaited.length;
                awaited = new byte[0];
                return end;
            }
        }
        return last >= begin ? last + 1 : -1;
    }

    private boolean is(byte[] wanted, int at) {
        for (int i = 0; i < wanted.length; i++) {
            if (buffer[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private int tag(int begin, int limit) {
        int quote = 0;
        for (int at = begin + 1; at < limit; at++) {
            byte b = buffer[at];
            if (quote != 0) {
                quote = b == quote ? 0 : quote;
            } else if (b == '"' || b == '\'') {
                quote = b;
            } else if (b == '>') {
                kind = buffer[begin + 1] == '/' ? Kind.END : buffer[at - 1] == '/' ? Kind.EMPTY : Kind.START;
                return at + 1;
            }
        }
        return -1;
    }

    /** Whether the start tag there has that local name. */
    boolean isNamed(int begin, byte[] local) {
        int name = begin + 1 + prefix(begin).length();
        return is(local, name) && isNameEnd(buffer[name + local.length]);
    }

    private static boolean isNameEnd(byte b) {
        return b == '>' || b == ' ' || b == '\n' || b == '\t' || b == '\r';
    }

    /** The prefix of the tag there, with its colon; empty if it has none. */
    String prefix(int begin) {
        for (int at = begin + 1; at < begin + LONGEST_NAME; at++) {
            byte b = buffer[at];
            if (b == ':') {
                return new String(buffer, begin + 1, at - begin, StandardCharsets.ISO_8859_1);
            }
            if (isNameEnd(b) || b == '/' || b == 0) {
                return "";
            }
        }
        return "";
    }
}
