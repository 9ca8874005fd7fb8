// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.rules;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * A notice as a mail, in plain text and in HTML, with one button. It loads nothing from the network.
 *
 * @param subject one line
 */
public record Letter(String subject, String text, String html) {
    private static final String TEXT = """
            Hello%s,

            %s

            %s: %s

            You get this mail because you are the owner or operator of this facility.
            """;
    private static final String HTML = """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>%1$s</title></head>
            <body style="margin:0;padding:24px;font-family:Helvetica,Arial,sans-serif;color:#1d2b24;background:#f4f6f5">
            <div style="max-width:560px;margin:0 auto;padding:32px;background:#ffffff;border-radius:8px">
            <h1 style="margin:0 0 16px;font-size:20px">%1$s</h1>
            <p>Hello%2$s,</p>
            <p>%3$s</p>
            <p style="margin:28px 0"><a href="%5$s" style="padding:12px 20px;border-radius:6px;background:#1f6f4a;color:#ffffff;text-decoration:none">%4$s</a></p>
            <p style="font-size:12px;color:#6b7a72">You get this mail because you are the owner or operator of this facility.</p>
            </div>
            </body>
            </html>
            """;

    /**
     * @param addressee the person's name, or null if it is not known
     * @param button what the button says
     * @param target where it leads
     */
    public static Letter of(Notice notice, @Nullable String addressee, String button, URI target) {
        String greeting = addressee == null || addressee.isBlank() ? "" : " " + PlainText.of(addressee);
        return new Letter(notice.title(), TEXT.formatted(greeting, notice.body(), button, target),
                HTML.formatted(escaped(notice.title()), escaped(greeting), escaped(notice.body()), escaped(button),
                        escaped(target.toString())));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
