// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** Nobody's mailbox is flooded: five mails per facility and hour, twenty per owner and day. */
class InvitationLimitIT extends OperatorTestBase {

    @Test
    void sendsFiveMailsPerFacilityAndHourWhateverThePath() throws SQLException {
        UUID facility = invited();
        resend(owner(), facility).expectStatus().isOk();
        invite(owner(), facility, "a-" + invitedEmail).expectStatus().isOk();
        withdraw(owner(), facility).expectStatus().isNoContent();
        invite(owner(), facility, invitedEmail).expectStatus().isOk();
        resend(owner(), facility).expectStatus().isOk();
        String token = token(facility);

        refusedFor(resend(owner(), facility), 3500, 3601);
        refusedFor(invite(owner(), facility, "b-" + invitedEmail), 3500, 3601);
        invite(owner(), facility, invitedEmail).expectStatus().isOk();
        withdraw(commercial("stranger"), facility).expectStatus().isNotFound();
        assertThat(token(facility)).isEqualTo(token);

        sentEarlier(facility, "59 minutes");
        refusedFor(resend(owner(), facility), 1, 61);
        sentEarlier(facility, "2 minutes");
        resend(owner(), facility).expectStatus().isOk();
    }

    @Test
    void sendsTwentyMailsPerOwnerAndDayThoughSeveralFacilitiesAskAtOnce() throws SQLException {
        UUID facility = invited();
        execute("""
                insert into invitation_mails (invitation_id, facility_id, owner_user_id, sent_at)
                select gen_random_uuid(), gen_random_uuid(), '%s', now() - interval '20 hours'
                from generate_series(1, 18)""".formatted(owner));
        List<UUID> facilities = Stream.generate(() -> register("owner")).limit(4).toList();

        List<Integer> answers = facilities.stream()
                .map(id -> atOnce(() -> invite(owner(), id, invitedEmail)))
                .toList()
                .stream()
                .map(answer -> answer.join().returnResult(Void.class).getStatus().value())
                .toList();

        assertThat(answers).containsExactlyInAnyOrder(200, 429, 429, 429);
        refusedFor(resend(owner(), facility), 4 * 3600 - 100, 4 * 3600 + 1);
        assertThat(facilities).filteredOn(id -> record(id).path("auth_status").isNull()).hasSize(3);
    }

    private static void refusedFor(ResponseSpec answer, int least, int most) {
        answer.expectStatus().isEqualTo(429);
        String wait = answer.returnResult(Void.class).getResponseHeaders().getFirst(HttpHeaders.RETRY_AFTER);
        assertThat(Integer.parseInt(Objects.requireNonNull(wait))).isBetween(least, most);
    }

    private void sentEarlier(UUID facility, String by) throws SQLException {
        execute("update invitation_mails set sent_at = sent_at - interval '%s' where facility_id = '%s'".formatted(by,
                facility));
    }
}
