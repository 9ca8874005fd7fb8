// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import com.dcarbon.simulator.fault.CallKind;
import com.dcarbon.simulator.fault.FaultKind;

import tools.jackson.databind.JsonNode;

class ControlPageIT extends SimulatorTestBase {

    @Test
    void steersByAPageOfForms() {
        pge.authorized("<i>owner</i>");
        String page = page();
        assertThat(page).contains("Nothing: this utility behaves.", "&lt;i&gt;owner&lt;/i&gt;")
                .doesNotContain("<i>owner", "<script");
        for (FaultKind kind : FaultKind.befalling(CallKind.GREEN_BUTTON)) {
            assertThat(page).contains("Switch on " + kind.wire());
        }

        assertThat(
                submit("action", "on", "fault", "slow", "delay", "10ms", "customer", "<b>", "times", "").statusCode())
                .isEqualTo(303);
        assertThat(page()).contains("customer=&lt;b&gt;, delay=10ms", "Switch off <small>slow 1</small>");
        assertThat(submit("action", "off", "number", "1").statusCode()).isEqualTo(303);
        assertThat(page()).contains("Nothing: this utility behaves.");

        submit("action", "on", "fault", "gone");
        submit("action", "all_off");
        assertThat(simulator.faults("pge").on()).isEmpty();
        HttpResponse<String> wrong = submit("action", "on", "fault", "slow", "delay", "<later>");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("<p role=\"alert\">delay: a time such as 5, 5s, 500ms or 2m</p>");
        assertThat(submit("action", "forget").statusCode()).isEqualTo(303);
        assertThat(simulator.requests("pge")).isEmpty();
    }

    @Test
    void revokesAndExpiresByThePage() {
        JsonNode granted = pge.authorized("owner");
        String id = granted.path("authorizationURI").asString().replaceFirst(".*/", "");

        submit("action", "expire", "authorization", id);
        assertThat(Asked.USAGE.by(pge, granted, "").statusCode()).isEqualTo(401);
        JsonNode refreshed = ThirdPartyClient.json(pge.refresh(granted));
        submit("action", "expire");
        assertThat(Asked.USAGE.by(pge, refreshed, "").statusCode()).isEqualTo(401);
        submit("action", "revoke", "authorization", id);
        assertThat(page()).contains("Nobody has authorized anything.");
    }

    @Test
    void labelsEveryField() {
        pge.authorized("owner");
        String page = page();
        Matcher fields = Pattern.compile("<input type=\"text\" id=\"([^\"]+)\"").matcher(page);
        long found = fields.results().filter(field -> page.contains("<label for=\"" + field.group(1) + "\">")).count();

        assertThat(found).isEqualTo(Pattern.compile("<input type=\"text\"").matcher(page).results().count())
                .isGreaterThan(FaultKind.befalling(CallKind.GREEN_BUTTON).size());
        assertThat(page).contains("<html lang=\"en\">", "<th scope=\"col\">");
    }

    private String page() {
        return pge.get(pge.url("/control")).body();
    }

    private HttpResponse<String> submit(String... fields) {
        return pge.post(pge.url("/control"), fields);
    }
}
