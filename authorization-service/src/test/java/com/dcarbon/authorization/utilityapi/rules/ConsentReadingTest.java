// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.utilityapi.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.dcarbon.authorization.failure.FailureCode;
import com.dcarbon.authorization.session.rules.ConsentProgress;
import com.dcarbon.authorization.session.rules.ConsentProgress.Foreign;
import com.dcarbon.authorization.session.rules.ConsentProgress.Given;
import com.dcarbon.authorization.session.rules.ConsentProgress.NotGiven;
import com.dcarbon.authorization.session.rules.ConsentProgress.NotThere;
import com.dcarbon.authorization.session.rules.ConsentProgress.Working;
import com.dcarbon.authorization.token.UtilitysRecord.Seen;
import com.dcarbon.authorization.token.UtilitysRecord.Standing;
import com.dcarbon.platform.providers.ProviderOutcome;

import tools.jackson.databind.json.JsonMapper;

class ConsentReadingTest {
    private static final Instant BEGUN = Instant.parse("2026-07-01T09:00:00Z");
    private static final String METER = "{\"base\":{\"service_class\":\"res-electric\"}}";

    @Test
    void waitsWhileUtilityApiKnowsNothingOrWorks() {
        assertThat(progress(List.of(), null)).isEqualTo(new NotThere());
        assertThat(read("pending", "", METER)).isEqualTo(new Working("5", null));
        assertThat(read("pending", note("access_invalid"), "")).isEqualTo(new Working("5", null));
        assertThat(read("a new status", "", "")).isEqualTo(new Working("5", null));
        assertThat(read("pending", "{\"type\":\"retrying\",\"ts\":null,\"eta\":\"2026-07-01T11:00:00+00:00\"}", ""))
                .isEqualTo(new Working("5", Instant.parse("2026-07-01T11:00:00Z")));
    }

    @Test
    void isGivenWithMetersThatAreOrMayBeElectric() {
        assertThat(read("updated", note("access_valid"), METER))
                .isEqualTo(new Given("5", Instant.parse("2029-07-01T09:03:11.653422Z")));
        assertThat(read("updated", "", "{\"base\":{\"service_class\":null}}")).isInstanceOf(Given.class);
        assertThat(read("updated", "", "{}")).isInstanceOf(Given.class);
        assertThat(read("updated", "", "{\"base\":{\"service_class\":\"gas\"}}," + METER)).isInstanceOf(Given.class);
        assertThat(read("updated", note("access_invalid") + "," + note("access_valid"), METER))
                .as("the last word about the login").isInstanceOf(Given.class);
    }

    @ParameterizedTest
    @CsvSource({"errored, access_invalid, BAD_CREDENTIALS", "updated, access_invalid, BAD_CREDENTIALS",
            "errored, access_locked, ACCOUNT_LOCKED", "updated, access_locked, ACCOUNT_LOCKED",
            "errored, access_unsupported, UNSUPPORTED_ACCOUNT", "errored, mfa_required, MFA_UNSUPPORTED",
            "errored, mfa_timeout, MFA_TIMEOUT", "errored, website_down, UTILITY_MAINTENANCE",
            "errored, something_new, UTILITY_ERROR"})
    void failsForWhatTheNotesSay(String status, String note, FailureCode why) {
        assertThat(read(status, note(note), METER)).isEqualTo(new NotGiven("5", why, status + " " + note));
    }

    @Test
    void failsWithoutAnElectricMeter() {
        assertThat(read("updated", note("meters_full"), ""))
                .isEqualTo(new NotGiven("5", FailureCode.NO_METERS, "updated meters_full"));
        assertThat(read("updated", note("meters_full"), "{\"base\":{\"service_class\":\"res-gas\"}}"))
                .isEqualTo(new NotGiven("5", FailureCode.NO_ELECTRIC_SERVICE, "updated meters_full"));
    }

    @ParameterizedTest
    @CsvSource({"is_declined, USER_CANCELLED", "is_revoked, REVOKED_BY_CUSTOMER", "is_expired, EXPIRED"})
    void failsForWhatHasEndedAlready(String flag, FailureCode why) {
        String document = json("updated", "", METER).replace("\"" + flag + "\":false", "\"" + flag + "\":true");
        assertThat(progress(List.of(object(document)), null)).isEqualTo(new NotGiven("5", why, "updated"));
    }

    @Test
    void believesNoReferralOfAnotherForm() {
        AuthorizationObject another = object(json("updated", "", METER).replace("form-1", "form-2"));
        assertThat(progress(List.of(another), null)).isEqualTo(new Foreign());
        assertThat(progress(List.of(another, object(json("updated", "", METER))), null)).isInstanceOf(Given.class);
        assertThat(ConsentReading.of(List.of(another), null, null, BEGUN)).isEqualTo(new Foreign());
    }

    @Test
    void takesARenewedAuthorizationThatKeepsItsFirstForm() {
        AuthorizationObject renewed = object(json("updated", "", METER).replace("form-1", "form-0"));
        assertThat(progress(List.of(renewed), "5")).isInstanceOf(Given.class);
        AuthorizationObject before = object(json("errored", note("access_invalid"), METER)
                .replace("2026-07-01T09:05", "2026-07-01T08:05"));
        assertThat(progress(List.of(before), "5")).as("what was wrong before").isEqualTo(new Working("5", null));
    }

    @Test
    void readsBackOnlyWhatProvesAnEnd() {
        assertThat(standing(json("errored", note("access_invalid"), METER))).isEqualTo(Standing.LOGIN_REFUSED);
        assertThat(standing(json("updated", "", METER).replace("\"is_expired\":false", "\"is_expired\":true")))
                .isEqualTo(Standing.EXPIRED);
        for (String still : List.of("pending", "errored", "updated")) {
            assertThat(standing(json(still, note("access_locked"), METER))).isEqualTo(Standing.ACTIVE);
        }
        assertThat(RecordReading.of(object(json("updated", "", "").replace("\"is_revoked\":false",
                "\"is_revoked\":true"))).tag()).isEqualTo("revoked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"uid\":\"5\"}", "{\"uid\":{},\"status\":\"pending\"}"})
    void isNoAuthorizationWithoutIdAndStatus(String document) {
        assertThat(AuthorizationObject.read(JsonMapper.shared().readTree(document))).isEmpty();
    }

    private static ConsentProgress read(String status, String notes, String meters) {
        return progress(List.of(object(json(status, notes, meters))), null);
    }

    private static ConsentProgress progress(List<AuthorizationObject> found, @Nullable String renewed) {
        return ConsentReading.of(found, "form-1", renewed, BEGUN);
    }

    private static @Nullable Standing standing(String document) {
        return RecordReading.of(object(document)) instanceof ProviderOutcome.Succeeded<Seen>(Seen seen)
                ? seen.standing()
                : null;
    }

    private static AuthorizationObject object(String document) {
        return AuthorizationObject.read(JsonMapper.shared().readTree(document)).orElseThrow();
    }

    private static String note(String type) {
        return "{\"type\":\"%s\",\"msg\":\"x\",\"ts\":\"2026-07-01T09:04:00.000000+00:00\"}".formatted(type);
    }

    private static String json(String status, String notes, String meters) {
        return """
                {"uid":"5","form_uid":"form-1","status":"%s","status_ts":"2026-07-01T09:05:02.823324+00:00",
                 "is_declined":false,"is_expired":false,"is_revoked":false,"news":{"x":[1]},
                 "expires":"2029-07-01T09:03:11.653422+00:00","notes":[%s],"meters":{"meters":[%s],"next":null}}"""
                .formatted(status, notes, meters);
    }
}
