// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import com.dcarbon.events.Topic;
import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.events.authorization.AuthorizationFailed;

/** Sessions whose time is over. */
class ExpiryIT extends AuthorizationServiceIT {

    @Test
    void endsASessionThatNobodyCameBackTo() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        Started started = start("owner", facility, "pge");
        assertThat(row("select extract(epoch from expires_at - created_at)::int as life from sessions where id = '%s'"
                .formatted(started.sessionId()))).containsEntry("life", 1800);
        age(started, "expires_at = now() - interval '1 second'");

        awaitStatus(started, "expired", "timed_out");
        assertThat(row("select status, failure_code from authorizations where facility_id = '%s'".formatted(facility)))
                .containsEntry("status", "failed").containsEntry("failure_code", "timed_out");
        var failed = (AuthorizationFailed) kafka.awaitEvent(Topic.AUTHORIZATIONS,
                event -> event.subject().equals(facility.toString())).data();
        assertThat(failed.code()).isEqualTo("timed_out");
        assertThat(failed.retryable()).isTrue();
        var audited = (AuditRecord) kafka.awaitEvent(Topic.AUDIT, event -> event.subject().equals(facility.toString())
                && event.type().equals("authorization_failed")).data();
        assertThat(audited.userId()).isEqualTo("system:authorization-service");
        assertThat(audited.ipAddress()).isNull();
    }

    @Test
    void tellsALateReturnThatItIsLate() {
        Started started = start("owner", facilityOf("owner", OWNER_OPERATOR), "pge");
        var callback = customer.approve(started.redirectUrl(), "owner", "password");
        age(started, "expires_at = now()");

        assertThat(comeBack(callback, started))
                .isEqualTo(new Returned(started.sessionId().toString(), "expired", "timed_out"));
        assertThat(comeBack(callback, started).status()).isEqualTo("expired");
    }

    @Test
    void endsAnExchangeThatWasInterrupted() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        Started started = start("owner", facility, "pge");
        age(started, "state = 'exchanging', exchanging_since = now() - interval '2 minutes'");

        awaitStatus(started, "failed", "exchange_interrupted");
        start("owner", facility, "pge");
    }

    @Test
    void leavesYoungSessionsAlone() {
        Started started = start("owner", facilityOf("owner", OWNER_OPERATOR), "pge");
        Started exchanging = start("owner", facilityOf("owner", OWNER_OPERATOR), "pge");
        age(exchanging, "state = 'exchanging', exchanging_since = now()");
        Started due = start("owner", facilityOf("owner", OWNER_OPERATOR), "pge");
        age(due, "expires_at = now()");

        awaitStatus(due, "expired", "timed_out");
        assertThat(status("owner", started.sessionId()).path("status").asString()).isEqualTo("pending");
        assertThat(status("owner", exchanging.sessionId()).path("status").asString()).isEqualTo("pending");
    }

    @Test
    void countsHowSessionsEnd() {
        Started due = start("owner", facilityOf("owner", OWNER_OPERATOR), "sce");
        age(due, "expires_at = now()");
        awaitStatus(due, "expired", "timed_out");

        String metrics = String.valueOf(http.get().uri("/actuator/prometheus").exchange().expectStatus().isOk()
                .expectBody(String.class).returnResult().getResponseBody());
        assertThat(metrics).containsPattern(
                "dcarbon_authorization_sessions_total\\{.*code=\"timed_out\".*outcome=\"expired\".*provider=\"sce\"")
                .contains("dcarbon_authorization_sessions_pending");
    }

    private void age(Started started, String change) {
        assertThat(execute("update sessions set %s where id = '%s'".formatted(change, started.sessionId()))).isOne();
    }

    private void awaitStatus(Started started, String status, String code) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var told = status("owner", started.sessionId());
            assertThat(told.path("status").asString()).isEqualTo(status);
            assertThat(told.path("code").asString()).isEqualTo(code);
        });
    }
}
