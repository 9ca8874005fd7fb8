// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

/** Customers whose feed is a file in a folder. */
class FileFeedsIT extends SimulatorTestBase {
    @TempDir
    private Path feeds;

    @Override
    SimulatorSettings settings() {
        return super.settings().withFeedsDirectory(feeds);
    }

    @Test
    void servesAFileAsItIsWhateverTheWindow() throws Exception {
        byte[] odd = "\uFEFF<?xml version=\"1.0\"?>\r\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><oops"
                .getBytes(StandardCharsets.UTF_8);
        Files.write(feeds.resolve("my meter-7.xml"), odd);
        JsonNode granted = pge.authorized("my meter-7");
        String token = granted.path("access_token").asString();
        String resource = granted.path("resourceURI").asString();

        assertThat(granted.has("customerResourceURI")).isFalse();
        for (String url : List.of(resource,
                resource.replace("Subscription", "Batch/Subscription") + "?published-min=2026-07-01T07:00:00Z")) {
            HttpResponse<String> response = pge.get(url, token);
            assertThat(response.body().getBytes(StandardCharsets.UTF_8)).isEqualTo(odd);
            assertThat(response.headers().firstValue("Content-Type")).contains("application/atom+xml");
        }
    }

    @Test
    void findsNoFileOutsideTheFolder() {
        JsonNode granted = pge.authorized("../secret");

        assertThat(granted.has("customerResourceURI")).isTrue();
    }
}
