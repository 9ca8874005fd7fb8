// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

import org.junit.jupiter.api.Test;

class LetterTest {
    private static final URI PAGE = URI.create("https://app.example/facilities/1");
    private static final Letter.Frame FRAME = new Letter.Frame("Hello Olivia,", "Or open this:", "You own it.",
            "Choose", URI.create("https://app.example/settings"));

    @Test
    void saysTheSameInTextAndHtmlWithOneButton() {
        Letter letter = Letter.of(notice("PG&E is connected", "It succeeded."), PAGE, FRAME);

        assertThat(letter.subject()).isEqualTo("PG&E is connected");
        assertThat(letter.text()).isEqualTo("""
                Hello Olivia,

                It succeeded.

                Open it:
                https://app.example/facilities/1

                You own it.
                Choose: https://app.example/settings
                """);
        assertThat(letter.html()).contains("Hello Olivia,", "PG&amp;E is connected", "It succeeded.", "Or open this:")
                .containsOnlyOnce("href=\"https://app.example/facilities/1\"")
                .containsOnlyOnce("href=\"https://app.example/settings\"")
                .doesNotContain("{title}", "<!-- settings");
    }

    @Test
    void leadsToNoSettingsWhereThereIsNothingToChoose() {
        var frame = new Letter.Frame("Hello,", "Or open this:", "You own it.", "Choose", null);
        Letter letter = Letter.of(notice("Title", "Body."), PAGE, frame);

        assertThat(letter.text()).doesNotContain("Choose");
        assertThat(letter.html()).doesNotContain("Choose").containsOnlyOnce("<a ");
    }

    @Test
    void doesNotLetWordsBecomeMarkup() {
        Letter letter = Letter.of(notice("<img src=x onerror='a()'>", "\"PG&E\" {target} $1 \\"), PAGE, FRAME);

        assertThat(letter.html()).doesNotContain("<img", "\"PG&E")
                .contains("&lt;img src=x onerror=&#39;a()&#39;&gt;", "&quot;PG&amp;E&quot; {target} $1 \\");
        assertThat(letter.text()).contains("\"PG&E\" {target} $1 \\");
    }

    @Test
    void isCompletedInBothParts() {
        Letter letter = Letter.of(notice("Title", "Body."), URI.create("https://app.example/#token=mark"), FRAME)
                .with("mark", "secret");

        assertThat(letter.text()).contains("https://app.example/#token=secret").doesNotContain("mark");
        assertThat(letter.html()).contains("href=\"https://app.example/#token=secret\"").doesNotContain("mark");
    }

    private static Notice notice(String title, String body) {
        return new Notice(Kind.AUTHORIZATION_SUCCEEDED, title, body, new Notice.Action("Open it", "/facilities/1"));
    }
}
