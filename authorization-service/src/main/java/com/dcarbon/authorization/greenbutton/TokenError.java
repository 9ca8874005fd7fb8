// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton;

import java.util.Set;

import com.dcarbon.platform.providers.ProviderStatus;
import com.dcarbon.platform.providers.ProviderTrouble;

/**
 * Why a token endpoint gave no tokens. The status is looked at first; the word in the body counts only where RFC 6749
 * (sections 5.2 and 4.1.2.1) puts it: in an answer of the client's fault, or in one that is called successful and is not.
 *
 * @param word the value of {@code error} if it is a word of the protocol, else empty: anything else could be any text
 */
record TokenError(RawAnswer raw, String word) {
    private static final Set<String> GRANT_ENDED = Set.of("invalid_grant", "access_denied");
    private static final Set<String> OUR_FAULT = Set.of("invalid_client", "unauthorized_client", "invalid_request",
            "unsupported_grant_type", "invalid_scope");
    private static final Set<String> PASSING = Set.of("server_error", "temporarily_unavailable");
    /** RFC 9110 and RFC 6585: what these mean, no body can change. */
    private static final Set<Integer> PLAIN = Set.of(402, 404, 408, 410, 425, 429);

    /** @param error the value of {@code error} in the body, or empty */
    static TokenError of(RawAnswer raw, String error) {
        boolean known = GRANT_ENDED.contains(error) || OUR_FAULT.contains(error) || PASSING.contains(error);
        return new TokenError(raw, known ? error : "");
    }

    ProviderTrouble trouble() {
        int status = raw.status();
        boolean wordCounts = status == 200 || status >= 400 && status < 500 && !PLAIN.contains(status);
        if (wordCounts && !word.isEmpty()) {
            return byWord();
        }
        return status >= 200 && status < 300
                ? new ProviderTrouble.Malformed(detail() + " without a token")
                : ProviderStatus.trouble(status, raw.retryAfter());
    }

    private ProviderTrouble byWord() {
        if (GRANT_ENDED.contains(word)) {
            return new ProviderTrouble.ReauthorizationNeeded(detail());
        }
        return PASSING.contains(word)
                ? new ProviderTrouble.Unavailable(detail(), raw.retryAfter())
                : new ProviderTrouble.Misconfigured(detail());
    }

    boolean isForbidden() {
        return raw.status() == 403 && word.isEmpty();
    }

    boolean isScopeRefused() {
        return word.equals("invalid_scope") && trouble() instanceof ProviderTrouble.Misconfigured;
    }

    boolean isMaintenance() {
        return trouble() instanceof ProviderTrouble.Unavailable
                && (raw.status() == 503 || word.equals("temporarily_unavailable"));
    }

    /** Whether it says that such a grant is not to be had here. */
    boolean isGrantNotOffered() {
        return (word.equals("unsupported_grant_type") || word.equals("unauthorized_client"))
                && trouble() instanceof ProviderTrouble.Misconfigured;
    }

    String detail() {
        return ("status " + raw.status() + " " + word).strip();
    }
}
