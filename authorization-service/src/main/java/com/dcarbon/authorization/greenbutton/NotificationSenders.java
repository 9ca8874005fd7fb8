// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.token.rules.Fingerprint;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfiles;
import com.dcarbon.platform.providers.Secrets;

/** The custodians that may notify us, each known by the bearer token that its profile refers to. */
@Component
class NotificationSenders {
    private static final String BEARER = "bearer ";

    private final ProviderProfiles profiles;
    /** Resolved once, so that a missing secret stops the start. */
    private final Map<String, String> fingerprints = new HashMap<>();

    NotificationSenders(ProviderProfiles profiles, Secrets secrets) {
        this.profiles = profiles;
        for (ProviderProfile profile : profiles.all()) {
            var notifications = profile.notifications();
            if (notifications != null && profile.method() == AuthMethod.GREEN_BUTTON) {
                fingerprints.put(profile.id(), Fingerprint.of(secrets.resolve(notifications.bearer())));
            }
        }
    }

    /**
     * The custodian that shows itself.
     *
     * @param authorization the request's {@code Authorization}
     * @throws ProblemException {@code not_found} if that one sends none; {@code unauthenticated} if it is another one
     */
    ProviderProfile admit(String providerId, @Nullable String authorization) {
        String expected = fingerprints.get(providerId);
        if (expected == null) {
            throw ProblemException.notFound("The utility");
        }
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                || !Fingerprint.matches(expected, authorization.substring(BEARER.length()).strip())) {
            throw new ProblemException(CommonProblem.UNAUTHENTICATED, "The bearer token is not this utility's.")
                    .challenge("Bearer");
        }
        return profiles.find(providerId).orElseThrow();
    }
}
