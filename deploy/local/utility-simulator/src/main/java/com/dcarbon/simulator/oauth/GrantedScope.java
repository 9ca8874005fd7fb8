// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.oauth;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.dcarbon.simulator.custodian.Custodian;
import com.dcarbon.simulator.customer.Availability;

/** The scope a custodian grants: its own composition from what was ticked, whatever was asked for. */
public final class GrantedScope {
    private static final Pattern TERM = Pattern.compile("[A-Za-z]+=[A-Za-z0-9_.-]+");
    private static final long HISTORY = Duration.ofDays(Availability.HISTORY_DAYS).toSeconds();

    private GrantedScope() {}

    /** Whether a requested scope has the form of an ESPI scope string: terms {@code key=value} between semicolons. */
    static boolean isWellFormed(String scope) {
        List<String> terms = List.of(scope.split(";"));
        return !terms.isEmpty() && terms.stream().allMatch(term -> TERM.matcher(term).matches());
    }

    /** The scope string of an authorization over that many services. */
    public static String of(Custodian custodian, Selection selection, int services) {
        return switch (custodian.oauth().dialect()) {
            case PGE -> pge(custodian, selection, services);
            case ESPI -> espi(selection, services);
        };
    }

    /** The scope string of a client credentials token. */
    static String ofClient(Custodian custodian) {
        return "FB=35;BR=" + custodian.thirdParty().clientId();
    }

    private static String pge(Custodian custodian, Selection selection, int services) {
        List<Integer> blocks = new ArrayList<>(List.of(1, 3, 8, 13, 14, 18, 19, 31, 32, 35, 37, 38, 39));
        List<String> groups = new ArrayList<>();
        if (selection.usage()) {
            blocks.addAll(List.of(4, 5, 10));
            groups.add("Usage");
        }
        if (selection.customerData()) {
            blocks.addAll(List.of(46, 47));
            groups.addAll(List.of("Basic", "Account"));
        }
        String additional = groups.isEmpty() ? "" : "AdditionalScope=" + String.join("_", groups) + ";";
        return "FB=" + joined(blocks) + ";" + additional + "IntervalDuration=900;BlockDuration=Daily;HistoryLength="
                + HISTORY + ";AccountCollection=" + services + ";BR=" + custodian.thirdParty().clientId()
                + ";dataCustodianId=PGE";
    }

    private static String espi(Selection selection, int services) {
        List<Integer> blocks = new ArrayList<>(List.of(1, 3, 13, 14, 19, 37, 39));
        if (selection.usage()) {
            blocks.addAll(List.of(4, 5, 7, 8));
        }
        if (selection.customerData()) {
            blocks.addAll(List.of(51, 53));
        }
        return "FB=" + joined(blocks) + ";IntervalDuration=900;BlockDuration=daily;HistoryLength=" + HISTORY
                + ";AccountCollection=" + services;
    }

    private static String joined(List<Integer> blocks) {
        return blocks.stream().sorted().map(String::valueOf).collect(Collectors.joining("_"));
    }
}
