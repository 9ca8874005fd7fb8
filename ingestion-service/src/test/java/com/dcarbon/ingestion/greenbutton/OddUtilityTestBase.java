// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.greenbutton;

import static com.dcarbon.ingestion.espi.FeedFixture.feed;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

import com.dcarbon.ingestion.IngestionTestBase;
import com.dcarbon.ingestion.espi.FeedFixture;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;

/** What the tests have in common that tell a utility how to answer. */
abstract class OddUtilityTestBase extends IngestionTestBase {
    static final long START = 1_767_254_400;

    final WireMockServer stubs = neighbours.stubs();
    final String root = "/r/" + UUID.randomUUID() + "/espi/1_1/resource";
    final String batch = root + "/Batch/Subscription/7";

    @BeforeEach
    void authorizedUtility() {
        facilityExists();
        handOut(batch, null);
    }

    void handOut(String resource, @Nullable String customerResource) {
        neighbours.handOut(authorization, "token-1", stubs.baseUrl() + resource,
                customerResource == null ? null : stubs.baseUrl() + customerResource);
    }

    void answers(String path, ResponseDefinitionBuilder response) {
        stubs.stubFor(get(urlPathEqualTo(path)).willReturn(response));
    }

    /** One after the other; the last from then on. */
    void answersInTurn(String path, ResponseDefinitionBuilder... responses) {
        for (int i = 0; i < responses.length; i++) {
            var answer = get(urlPathEqualTo(path)).inScenario(path)
                    .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "answer " + i)
                    .willReturn(responses[i]);
            stubs.stubFor(i + 1 < responses.length ? answer.willSetStateTo("answer " + (i + 1)) : answer);
        }
    }

    static ResponseDefinitionBuilder atom(String xml) {
        return aResponse().withHeader("Content-Type", "application/atom+xml").withBody(xml);
    }

    FeedFixture here() {
        return feed(stubs.baseUrl() + root);
    }

    List<LoggedRequest> requests(String path) {
        return stubs.findAll(getRequestedFor(urlPathEqualTo(path)));
    }
}
