// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import com.dcarbon.events.Event;
import com.dcarbon.testing.DatabaseTrouble;

/** People at once, and connections that die: a link binds one person, and nothing is ever half done. */
class OperatorRaceIT extends OperatorTestBase {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void bindsOneOfManyWhoAcceptAtOnce() {
        UUID facility = invited();
        String token = token(facility);

        List<Integer> answers = IntStream.range(0, 6)
                .mapToObj(number -> atOnce(() -> accept(commercial("p" + number), token)))
                .toList()
                .stream()
                .map(answer -> status(answer.join()))
                .toList();

        assertThat(answers).containsExactlyInAnyOrder(200, 404, 404, 404, 404, 404);
        assertThat(events(facility, 3)).hasSize(3);
    }

    @Test
    void bindsNobodyByALinkThatDiedWhileTheyWaited() throws SQLException {
        UUID withdrawn = invited();
        String first = token(withdrawn);
        UUID resent = invited();
        String second = token(resent);
        UUID changed = invited();
        String third = token(changed);

        assertThat(oneAfterTheOther(withdrawn, () -> withdraw(owner(), withdrawn), () -> accept(operator(), first)))
                .containsExactly(204, 404);
        assertThat(oneAfterTheOther(resent, () -> resend(owner(), resent), () -> accept(operator(), second)))
                .containsExactly(200, 404);
        assertThat(oneAfterTheOther(changed, () -> invite(owner(), changed, "new@example.com"),
                () -> accept(operator(), third))).containsExactly(200, 404);
        assertThat(List.of(status(withdrawn), status(resent), status(changed))).containsExactly("nobody", "invited",
                "invited");
    }

    @Test
    void keepsWhoAcceptedJustBeforeTheOwnerChangedHisMind() throws SQLException {
        UUID withdrawn = invited();
        String first = token(withdrawn);
        UUID changed = invited();
        String second = token(changed);

        assertThat(oneAfterTheOther(withdrawn, () -> accept(operator(), first), () -> withdraw(owner(), withdrawn)))
                .containsExactly(200, 204);
        assertThat(oneAfterTheOther(changed, () -> accept(operator(), second),
                () -> invite(owner(), changed, "new@example.com"))).containsExactly(200, 409);
        assertThat(List.of(status(withdrawn), status(changed))).containsExactly("nobody", "accepted");
        get(operator(), withdrawn).expectStatus().isNotFound();
        get(operator(), changed).expectStatus().isOk();
    }

    @Test
    void sendsOneMailThoughTwoDevicesOfTheOwnerInviteAtOnce() throws SQLException {
        UUID facility = register("owner");

        assertThat(oneAfterTheOther(facility, () -> invite(owner(), facility, invitedEmail),
                () -> invite(owner(), facility, invitedEmail))).containsExactly(200, 200);

        assertThat(events(facility, 2)).extracting(Event::type).containsExactly("facility_registered",
                "operator_invited");
    }

    @Test
    void leavesNothingOfAStepThatDiedInTheMiddle() throws SQLException {
        UUID facility = register("owner");

        died(() -> invite(owner(), facility, invitedEmail));
        assertThat(record(facility).at("/registration/status").asString()).isEqualTo("in_progress");
        assertThat(status(facility)).isEqualTo("nobody");
        invite(owner(), facility, invitedEmail).expectStatus().isOk();
        String token = token(facility);
        died(() -> accept(operator(), token));
        preview(token).expectStatus().isOk();
        assertThat(status(facility)).isEqualTo("invited");
        accept(operator(), token).expectStatus().isOk();
        died(() -> withdraw(owner(), facility));
        get(operator(), facility).expectStatus().isOk();
        withdraw(owner(), facility).expectStatus().isNoContent();

        assertThat(events(facility, 4)).extracting(Event::type).containsExactly("facility_registered",
                "operator_invited", "operator_assigned", "operator_withdrawn");
    }

    private void died(Supplier<ResponseSpec> call) throws SQLException {
        killedWhileWritingItsEvent(database, call).expectStatus().isEqualTo(503);
    }

    /** Makes both calls while another holds the facility, so that the second waits behind the first. */
    private List<Integer> oneAfterTheOther(UUID facility, Supplier<ResponseSpec> first, Supplier<ResponseSpec> second)
            throws SQLException {
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var trouble = new DatabaseTrouble(database)) {
            connection.setAutoCommit(false);
            statement.execute("select * from facilities where id = '%s' for update".formatted(facility));
            for (Supplier<ResponseSpec> call : List.of(first, second)) {
                answers.add(atOnce(() -> status(call.get())));
                await().atMost(PATIENCE).until(() -> trouble.waiting("from facilities") == answers.size());
            }
            connection.commit();
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private static int status(ResponseSpec answer) {
        return answer.returnResult(Void.class).getStatus().value();
    }
}
