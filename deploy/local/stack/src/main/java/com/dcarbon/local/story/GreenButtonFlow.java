// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.story;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import com.dcarbon.local.Progress;
import com.dcarbon.simulator.CustomerBrowser;

import tools.jackson.databind.JsonNode;

/** The authorization of story 2.2: off to the utility, consent there, and back through the gateway. */
public final class GreenButtonFlow {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Api api;
    private final Progress progress;

    public GreenButtonFlow(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    /**
     * Walks it to the end.
     *
     * @param customer the user name at the utility
     * @return what the session's status answers at the end
     */
    public JsonNode authorize(String facilityId, String providerId, String customer) {
        Answer start = api.post("/green-button/start", Map.of("facility_id", facilityId, "provider_id", providerId))
                .expect(201);
        String session = start.json().path("sessionId").asString();
        URI toUtility = URI.create(start.json().path("redirectUrl").asString());
        progress.say("off to the utility: " + toUtility.getScheme() + "://" + toUtility.getAuthority()
                + toUtility.getPath());
        URI back = approve(toUtility, customer);
        progress.say("signed in there as \"" + customer + "\" and approved");
        Answer callback = api.follow(back).expect(302);
        URI returnPage = URI.create(callback.header("Location"));
        api.follow(returnPage).expect(200);
        progress.say("came back to " + returnPage.getPath() + " of the application");
        return Patience.until("the end of the authorization", LIMIT,
                () -> api.get("/green-button/status?sessionId=" + session).expect(200).json(),
                status -> !status.path("status").asString("").equals("pending"));
    }

    private static URI approve(URI toUtility, String customer) {
        try {
            return new CustomerBrowser().approve(toUtility, customer, "demo");
        } catch (RuntimeException e) {
            throw new StoryFailure("The utility's pages did not lead back: " + e.getMessage(), e);
        }
    }
}
