// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.neighbours.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.dcarbon.neighbours.pages.PageAnswer;
import com.dcarbon.neighbours.pages.PageRequest;

class ApplicationPagesTest {
    private final ApplicationPages pages = new ApplicationPages(URI.create("http://localhost:8080"));

    @Test
    void showsWhatCameBackFromTheUtility() {
        String page = text(
                answer("/authorization/return", Map.of("sessionId", "s-1", "status", "failed", "code", "denied")));
        assertThat(page).contains("s-1", "failed", "denied");
    }

    @Test
    void showsMarkupAsTextOnly() {
        String page = text(answer("/authorization/return", Map.of("status", "<script>alert(1)</script>")));
        assertThat(page).contains("&lt;script&gt;").doesNotContain("<script>");
    }

    @Test
    void doesNotShowTheCodeOfASignIn() {
        assertThat(text(answer("/callback", Map.of("code", "secret-code")))).doesNotContain("secret-code");
        assertThat(text(answer("/callback", Map.of("error", "access_denied")))).contains("access_denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/authorization/return", "/authorization/begin", "/invitations/accept", "/callback",
            "/other"})
    void allowsNoScriptAnywhere(String path) {
        assertThat(answer(path, Map.of()).headers().get("Content-Security-Policy")).startsWith("default-src 'none'")
                .doesNotContain("script-src");
    }

    @Test
    void answersOnlyReading() {
        assertThat(pages.answer(new PageRequest("POST", "/", Map.of(), null)).status()).isEqualTo(405);
    }

    private PageAnswer answer(String path, Map<String, String> query) {
        return pages.answer(new PageRequest("GET", path, query, null));
    }

    private static String text(PageAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
