// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak.truth;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.dcarbon.simulator.fault.Fingerprint;

/**
 * Every code, state and token that was shown to a utility lately, by its fingerprint: the utilities' request logs hold
 * no secrets, and need none to find one elsewhere.
 */
final class SecretsInUse {
    private static final Pattern FINGERPRINT = Pattern.compile("(?<=sha256:)[0-9a-f]{12}");
    /** Shorter ones are no secrets. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_~-][A-Za-z0-9._~-]{14,}[A-Za-z0-9_~-]");

    private final Set<String> fingerprints;

    private SecretsInUse(Set<String> fingerprints) {
        this.fingerprints = fingerprints;
    }

    /** Those. */
    static SecretsInUse of(Collection<String> secrets) {
        return new SecretsInUse(secrets.stream().map(Fingerprint::of).collect(Collectors.toSet()));
    }

    /** @throws IllegalStateException if the simulator does not answer */
    static SecretsInUse at(URI simulator, Collection<String> utilities) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return new SecretsInUse(utilities.stream()
                    .flatMap(utility -> fingerprints(http, simulator.resolve("/" + utility + "/control/requests")))
                    .collect(Collectors.toSet()));
        }
    }

    private static Stream<String> fingerprints(HttpClient http, URI requests) {
        try {
            String log = http.send(HttpRequest.newBuilder(requests).build(), BodyHandlers.ofString()).body();
            return FINGERPRINT.matcher(log).results().map(MatchResult::group);
        } catch (IOException e) {
            throw new IllegalStateException("the simulator does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    int count() {
        return fingerprints.size();
    }

    /** The fingerprints of those that stand in the text. */
    List<String> in(String text) {
        Set<String> words = new HashSet<>();
        WORD.matcher(text).results().map(MatchResult::group).forEach(words::add);
        return words.stream().map(Fingerprint::of).filter(fingerprints::contains).toList();
    }
}
