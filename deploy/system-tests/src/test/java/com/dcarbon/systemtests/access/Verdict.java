// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.dcarbon.local.story.Answer;

/**
 * What an answer has that it must not have.
 *
 * @param who asked, and where
 */
record Verdict(String who, Asking asking, Answer answer) {
    private static final String PROBLEM = "application/problem+json";
    private static final int SHOWN = 300;

    List<String> differences(Expected expected) {
        List<String> wrong = new ArrayList<>();
        String code = expected.isProblem() ? code() : "";
        if (answer.status() != expected.status() || !code.equals(expected.code())) {
            wrong.add("%s: %d %s, not %s: %s".formatted(who, answer.status(), code, expected, text()));
        } else if (expected.isProblem() && !code.equals(Expected.EMPTY)
                && !header("Content-Type").startsWith(PROBLEM)) {
            wrong.add("%s: %s is no problem document".formatted(who, header("Content-Type")));
        } else if (answer.status() == 401 && header("WWW-Authenticate").isBlank()) {
            wrong.add("%s: 401 without WWW-Authenticate".formatted(who));
        }
        return wrong;
    }

    /** @param hidden what the caller may not see, save what the caller has said */
    List<String> leaks(Set<String> hidden) {
        return among(hidden).stream()
                .filter(word -> !asking.said().contains(word))
                .map(word -> "%s: is told \"%s\": %s".formatted(who, word, text()))
                .toList();
    }

    /** Which of the words are in the answer, or were said and heard. */
    Set<String> among(Set<String> words) {
        String all = answer.text() + answer.headers().map() + asking.said();
        return words.stream().filter(all::contains).collect(Collectors.toSet());
    }

    private String code() {
        if (answer.text().isEmpty()) {
            return Expected.EMPTY;
        }
        return header("Content-Type").contains("json") ? answer.json().path("code").asString("") : "";
    }

    private String header(String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private String text() {
        return answer.text().length() > SHOWN ? answer.text().substring(0, SHOWN) + "…" : answer.text();
    }
}
