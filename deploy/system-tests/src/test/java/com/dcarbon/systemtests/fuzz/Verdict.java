// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;

/** What no call may be answered with, whatever it is. */
final class Verdict {
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]+");
    private static final Pattern INSIDES = Pattern.compile(
            "\\b(?:com\\.dcarbon|org\\.springframework|tools\\.jackson|com\\.fasterxml|io\\.(?:r2dbc|netty|micrometer)|reactor\\."
                    + "(?:core|netty)|javax?\\.(?:lang|util|io|net|time|xml)|jakarta\\.)\\.?\\w|\\bat [\\w.$/]+\\([\\w.]+(?::\\d+)?\\)"
                    + "|\\b\\w+Exception\\b|\\bCaused by: ");
    private static final Pattern SQL = Pattern
            .compile("(?i)\\bselect\\b.+\\bfrom\\b|\\binsert into\\b|\\bupdate\\b.+\\bset\\b"
                    + "|\\bviolates\\b|\\bduplicate key\\b|\\bsqlstate\\b|\\brelation \"|\\bcolumn \"|invalid byte sequence|\\bpg_\\w+");

    private Verdict() {}

    /** What is wrong with the answer, each in a few words that are the same for the same fault. */
    static List<String> on(RawAnswer answer) {
        List<String> faults = new ArrayList<>();
        if (answer.status() == 0) {
            return List.of("no answer");
        }
        if (answer.status() >= 500) {
            faults.add("answered " + answer.status());
        }
        if (answer.headers().containsKey("x-fuzzed")) {
            faults.add("a header of the caller's making");
        }
        Matcher insides = INSIDES.matcher(answer.text());
        if (insides.find()) {
            faults.add("tells of its insides: " + insides.group());
        }
        if (answer.status() >= 400) {
            faults.addAll(problem(answer));
        }
        return faults;
    }

    private static List<String> problem(RawAnswer answer) {
        if (!answer.isProblem()) {
            return List.of("answered " + answer.status() + " without a problem document");
        }
        if (answer.text().isEmpty()) {
            return List.of();
        }
        List<String> faults = new ArrayList<>();
        JsonNode problem = answer.json();
        if (!CODE.matcher(problem.path("code").asString("")).matches()) {
            faults.add("a problem without a code");
        }
        for (String member : List.of("type", "title", "detail", "action", "trace_id")) {
            if (problem.path(member).asString("").isBlank()) {
                faults.add("a problem without " + member);
            }
        }
        if (problem.path("status").asInt(0) != answer.status()) {
            faults.add("a problem of another status");
        }
        Matcher sql = SQL.matcher(answer.text());
        if (sql.find()) {
            faults.add("tells of its statements: " + RawRequest.shown(sql.group(), 40));
        }
        return faults;
    }
}
