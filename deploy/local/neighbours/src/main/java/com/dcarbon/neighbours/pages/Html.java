// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.neighbours.pages;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The little HTML that the neighbours' pages need; whatever comes from outside goes through {@link #escape}. */
public final class Html {
    /** The one stylesheet, served as {@code /style.css}: the pages' policy allows no style within them. */
    public static final String STYLE = """
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222 }
            h1 { font-size: 1.4rem }
            table { border-collapse: collapse; width: 100% }
            th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #ddd; vertical-align: top }
            label { display: block; margin: .6rem 0 }
            pre { white-space: pre-wrap; background: #f6f6f6; padding: 1rem }
            iframe { width: 100%; height: 44rem; border: 1px solid #ddd; margin: 1rem 0; background: #fff }
            summary { cursor: pointer }
            td { overflow-wrap: anywhere }
            .bad { color: #a00 }
            .note { color: #666; font-size: .9rem }
            """;

    private Html() {}

    /** A whole page; the title is escaped, the body is HTML already. */
    public static String page(String title, String body) {
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>%1$s</title>
                <meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/style.css"></head>
                <body><h1>%1$s</h1>
                %2$s
                <p class="note">A stand-in of DCarbon's local stack; not part of the product.</p></body></html>
                """.formatted(escape(title), body);
    }

    /** A table row of cells that are escaped here. */
    public static String row(String... cells) {
        return Arrays.stream(cells).map(cell -> "<td>" + escape(cell) + "</td>")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    /** Text made safe as content and within a quoted attribute. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
