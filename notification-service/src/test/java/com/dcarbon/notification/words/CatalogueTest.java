// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.dcarbon.notification.rules.Kind;
import com.dcarbon.notification.rules.Letter;
import com.dcarbon.notification.rules.Notice;

class CatalogueTest {
    private static final URI SETTINGS = URI.create("https://app.example/settings/notifications");
    private static final Instant TIME = Instant.parse("2026-11-28T08:15:00Z");

    private final Catalogue catalogue = new Catalogue();

    @ParameterizedTest
    @EnumSource
    void hasWordsForEveryWordingWithNothingLeftToFillIn(Wording wording) {
        Notice notice = catalogue.notice(wording, everything("Sunny Yard"), "/");
        Letter.Frame frame = catalogue.frame(wording, everything("Sunny Yard"), "Olivia", SETTINGS);

        assertThat(notice.kind()).isEqualTo(wording.kind());
        assertThat(notice.title() + notice.body() + notice.action().label() + frame.reason()).doesNotContain("{", "}");
        assertThat(notice.title()).hasSizeLessThan(80);
        assertThat(frame.settingsPage()).isEqualTo(wording.kind().isLocked() ? null : SETTINGS);
    }

    @ParameterizedTest
    @EnumSource
    void describesEveryKind(Kind kind) {
        assertThat(catalogue.preference(kind).description()).endsWith(".");
    }

    @Test
    void greetsWithoutANameIfThereIsNone() {
        assertThat(catalogue.frame(Wording.AUTHORIZATION_SUCCEEDED, new Gaps(), null, SETTINGS).greeting())
                .isEqualTo("Hello,");
        assertThat(catalogue.frame(Wording.AUTHORIZATION_SUCCEEDED, new Gaps(), "O\nO", SETTINGS).greeting())
                .isEqualTo("Hello O O,");
    }

    @Test
    void doesNotLetANameBecomeAMailHeaderOrFillAGap() {
        assertThat(title("Yard\r\nBcc: all@example.com\u2028"))
                .isEqualTo("PG&E is connected to Yard Bcc: all@example.com");
        assertThat(title("{owner}\u202Edlrow")).isEqualTo("PG&E is connected to {owner} dlrow");
    }

    @Test
    void keepsEndlessNamesShort() {
        assertThat(title("x".repeat(10_000))).hasSizeLessThan(500).endsWith("…");
    }

    @Test
    void writesTimesForPeople() {
        assertThat(catalogue.notice(Wording.PROVIDER_DOWNTIME, everything("Sunny Yard"), "/").title())
                .isEqualTo("PG&E has not answered since 28 November 2026, 08:15 UTC");
    }

    @Test
    void saysNothingWithAGapInIt() {
        assertThatThrownBy(() -> catalogue.notice(Wording.AUTHORIZATION_SUCCEEDED, new Gaps(), "/"))
                .isInstanceOf(IllegalStateException.class);
    }

    private String title(String facility) {
        return catalogue.notice(Wording.AUTHORIZATION_SUCCEEDED, everything(facility), "/").title();
    }

    private static Gaps everything(String facility) {
        return new Gaps().with("facility", facility)
                .with("utility", "PG&E")
                .with("owner", "Olivia Owner")
                .with("operator", "Omar Operator")
                .with("address", "omar@example.com")
                .orNothing("message", "It happened.")
                .orNothing("action", "Do this.")
                .minute("date", TIME)
                .minute("since", TIME);
    }
}
