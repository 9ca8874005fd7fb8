// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A call as its bytes say, whether it is well-formed or not.
 *
 * @param target path and query, sent as they are
 * @param headers besides Host, Connection and Content-Length
 * @param body sent even where the method has none; empty for none
 */
@SuppressWarnings("ArrayRecordComponent")
record RawRequest(String method, String target, List<Header> headers, byte[] body) {
    private static final int SHOWN = 600;

    record Header(String name, String value) {}

    /** As somebody needs it who wants to send it again; a token only by its kind. */
    @Override
    public String toString() {
        String lines = headers.stream()
                .map(header -> "    " + header.name() + ": "
                        + (header.name().equals("Authorization")
                                ? shown(header.value(), 16)
                                : shown(header.value(), SHOWN)))
                .collect(Collectors.joining("\n"));
        return method + " " + shown(target, SHOWN) + "\n" + lines + "\n    "
                + (body.length == 0
                        ? "(no body)"
                        : shown(new String(body, StandardCharsets.ISO_8859_1), SHOWN) + " (" + body.length + " bytes)");
    }

    static String shown(String text, int longest) {
        String cut = text.length() > longest ? text.substring(0, longest) + "…" : text;
        return cut.chars()
                .mapToObj(c -> c < ' ' || c > '~' && c != '…' ? String.format("\\u%04x", c) : Character.toString(c))
                .collect(Collectors.joining());
    }
}
