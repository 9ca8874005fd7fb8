// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.utilityapi.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderEventTest {

    @Test
    void saysWhatItMayMean() {
        ProviderEvent revoked = event("authorization_revoked", "\"authorization_uid\":\"5\"");
        assertThat(revoked.concernsAuthorization()).isTrue();
        assertThat(revoked.mayTellAnEnd()).isTrue();
        assertThat(event("authorization_update_progress", "\"authorization_uid\":\"5\"").mayTellAnEnd()).isFalse();
        ProviderEvent added = event("meter_intervals_added", "\"authorization_uid\":\"5\",\"meter_uid\":\"7\"");
        assertThat(added.tellsOfData()).isTrue();
        assertThat(added.concernsAuthorization()).isFalse();
        assertThat(event("meter_intervals_added", "\"authorization_uid\":\"5\",\"meter_uid\":null").tellsOfData())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ping", "form_created", "meter_renamed", "authorization"})
    void meansNothingIfItIsUnknown(String type) {
        ProviderEvent event = event(type, "\"authorization_uid\":\"5\",\"meter_uid\":\"7\"");
        assertThat(event.concernsAuthorization() || event.mayTellAnEnd() || event.tellsOfData()).isFalse();
    }

    @Test
    void takesNothingForAnIdThatCouldBeAnAddress() {
        assertThat(event("authorization_revoked", "\"authorization_uid\":\"../forms\"").authorizationUid()).isNull();
        assertThat(read("{\"events\":[{\"uid\":\"a/b\",\"type\":\"ping\"},{\"uid\":\"1\"},7,null]}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "[]", "{}", "{\"events\":{}}"})
    void readsNoListWhereThereIsNone(String body) {
        assertThat(ProviderEvent.read(body.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    private static ProviderEvent event(String type, String more) {
        return read("{\"events\":[{\"uid\":\"1\",\"type\":\"" + type + "\"," + more + "}],\"next\":null}").getFirst();
    }

    private static List<ProviderEvent> read(String body) {
        return ProviderEvent.read(body.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
