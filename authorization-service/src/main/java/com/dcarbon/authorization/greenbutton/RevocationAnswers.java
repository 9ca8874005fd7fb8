// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton;

import java.util.Optional;
import java.util.Set;

import com.dcarbon.authorization.revocation.RevocationAtUtility.Done;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderTrouble;

/**
 * What the answer of a revocation endpoint means (RFC 7009, sections 2.2 and 2.2.1). A token that it does not know has
 * ended, whatever the status in which it says so; that it forbids the call says nothing of the token.
 */
final class RevocationAnswers {
    private static final Set<String> ENDED_BEFORE = Set.of("invalid_grant", "invalid_token");
    private static final String OTHER_KIND = "unsupported_token_type";

    private RevocationAnswers() {}

    /** What stands in the body of a successful answer means nothing. */
    static ProviderOutcome<Done> meaning(RawAnswer raw) {
        return switch (raw.status()) {
            case 200, 204 -> ProviderOutcome.succeeded(Done.DONE);
            case 201, 202 -> ProviderOutcome.failed(
                    new ProviderTrouble.Unavailable("status " + raw.status(), raw.retryAfter()));
            case 404, 410 -> ProviderOutcome.failed(new ProviderTrouble.Revoked("status " + raw.status()));
            default -> refusal(raw);
        };
    }

    private static ProviderOutcome<Done> refusal(RawAnswer raw) {
        String word = TokenFields.read(raw.body()).flatMap(fields -> fields.text("error")).orElse("");
        return ProviderOutcome.failed(
                ofToken(raw, word).orElseGet(() -> trouble(TokenError.of(raw, word))));
    }

    private static Optional<ProviderTrouble> ofToken(RawAnswer raw, String word) {
        String detail = "status " + raw.status() + " " + word;
        if (raw.status() != 400) {
            return Optional.empty();
        }
        if (ENDED_BEFORE.contains(word)) {
            return Optional.of(new ProviderTrouble.Revoked(detail));
        }
        return OTHER_KIND.equals(word) ? Optional.of(new ProviderTrouble.Gone(detail)) : Optional.empty();
    }

    /** A refusal is never the end of the grant here: it concerns our client or our request. */
    private static ProviderTrouble trouble(TokenError error) {
        ProviderTrouble trouble = error.trouble();
        return trouble instanceof ProviderTrouble.ReauthorizationNeeded
                ? new ProviderTrouble.Misconfigured(error.detail())
                : trouble;
    }
}
