// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Drops what some utilities leave before a feed's first tag and between the XML declaration and the root: blank lines, a
 * literal {@code \n}, a byte order mark. Of what it drops the line ends stay, behind the declaration, so that lines are
 * counted as they came.
 *
 * @param document from its first tag on
 * @param isAscii whether its encoding writes tags as ASCII does
 */
record Prolog(InputStream document, boolean isAscii) {
    private static final int REACH = 4096;
    private static final Pattern DECLARATION = Pattern.compile("<\\?xml\\s");
    private static final Pattern ENCODING = Pattern.compile("^<\\?xml\\s[^>]*encoding\\s*=\\s*[\"']([^\"']*)[\"']");
    private static final Pattern WIDE_ENCODING = Pattern.compile(
            "^([^<]*<\\?xml\\s[^>]*?)\\s+encoding\\s*=\\s*([\"'])(?:utf-?(?:16|32)(?:[lb]e)?|ucs-?[24]|unicode)\\2",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LINE_END = Pattern.compile("\\r\\n|\\r|\\n");
    private static final Pattern LIKE_ASCII = Pattern.compile("utf-?8|us-ascii|ascii|iso-8859-\\d+|windows-125\\d",
            Pattern.CASE_INSENSITIVE);

    /** Reads its beginning. */
    static Prolog of(InputStream in) throws IOException {
        byte[] head = in.readNBytes(REACH);
        byte[] cleaned = cleaned(head);
        return new Prolog(new SequenceInputStream(new ByteArrayInputStream(cleaned), in),
                !isWide(head) && isLikeAscii(cleaned));
    }

    /** Whether what looks like a tag in the bytes is one. */
    private static boolean isLikeAscii(byte[] head) {
        var declared = ENCODING.matcher(new String(head, StandardCharsets.ISO_8859_1));
        return !declared.find() || LIKE_ASCII.matcher(declared.group(1)).matches();
    }

    private static byte[] cleaned(byte[] head) {
        if (isWide(head)) {
            return head;
        }
        String text = withoutImpossibleEncoding(new String(head, StandardCharsets.ISO_8859_1));
        int first = text.indexOf('<');
        if (first < 0) {
            return head;
        }
        boolean declared = DECLARATION.matcher(text).region(first, text.length()).lookingAt()
                && text.indexOf("?>", first) > 0;
        int declarationEnd = declared ? text.indexOf("?>", first) + 2 : first;
        int root = Math.max(declarationEnd, text.indexOf('<', declarationEnd));
        String lines = lineEnds(text.substring(0, first)) + lineEnds(text.substring(declarationEnd, root));
        String kept = text.substring(first, declarationEnd) + lines + text.substring(root);
        return kept.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What is written in single bytes is not what some programs declare because their strings are. */
    private static String withoutImpossibleEncoding(String text) {
        return WIDE_ENCODING.matcher(text).replaceFirst("$1");
    }

    private static String lineEnds(String dropped) {
        return "\n".repeat((int) LINE_END.matcher(dropped).results().count());
    }

    /** UTF-16 and UTF-32 have zero bytes within the first four. */
    private static boolean isWide(byte[] head) {
        byte[] start = Arrays.copyOf(head, Math.min(4, head.length));
        for (byte b : start) {
            if (b == 0 || b == (byte) 0xFE || b == (byte) 0xFF) {
                return true;
            }
        }
        return false;
    }
}
