// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A notice as a mail, in plain text and in HTML, with one button. It loads nothing from the network.
 *
 * @param subject one line
 */
public record Letter(String subject, String text, String html) {
    private static final String TEXT = file("letter.txt");
    private static final String HTML = file("letter.html");
    private static final String HTML_SETTINGS = """
            <br><a class="faint" href="{settings_page}" style="color:#5b6b63;text-decoration:underline">{settings}</a>""";

    /**
     * What every letter says around its notice.
     *
     * @param greeting the first line
     * @param linkHint what stands above the button's address
     * @param reason why the person gets it
     * @param settings what leads to the settings
     * @param settingsPage where those are, or null if there is nothing to choose
     */
    public record Frame(String greeting, String linkHint, String reason, String settings,
            @Nullable URI settingsPage) {}

    /** @param target where the button leads */
    public static Letter of(Notice notice, URI target, Frame frame) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("title", notice.title());
        values.put("greeting", frame.greeting());
        values.put("body", notice.body());
        values.put("button", notice.action().label());
        values.put("target", target.toString());
        values.put("link_hint", frame.linkHint());
        values.put("reason", frame.reason());
        values.put("settings", frame.settings());
        values.put("settings_page", Objects.toString(frame.settingsPage(), ""));
        String text = TEXT + (frame.settingsPage() == null ? "" : "{settings}: {settings_page}\n");
        String html = HTML.replace("<!-- settings -->", frame.settingsPage() == null ? "" : HTML_SETTINGS);
        return new Letter(notice.title(), Template.fill(text, values),
                Template.fill(html, values, Letter::escaped));
    }

    /** The letter with something put in the place of a mark, in both its parts. */
    public Letter with(String mark, String value) {
        return new Letter(subject, text.replace(mark, value), html.replace(mark, escaped(value)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String file(String name) {
        try (var file = Objects.requireNonNull(Letter.class.getResourceAsStream("/messages/" + name))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
