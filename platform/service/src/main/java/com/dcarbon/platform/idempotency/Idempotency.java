// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.idempotency;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a request repeatable: the same caller, operation and key have their effect once and get the same answer again.
 * The key's row commits with the effect, and a second request waits on it, so that two at once cannot both act. A
 * request that failed leaves no key behind and may be tried again.
 */
public final class Idempotency {
    /** Others, cookies above all, are not kept: who answers a repetition adds them anew. */
    private static final List<String> KEPT_HEADERS = List.of(HttpHeaders.LOCATION, HttpHeaders.ETAG);
    private static final String CLAIM = """
            insert into idempotency_keys (caller, operation, key, body_hash, created_at)
            values (:caller, :operation, :key, :body_hash, :now) on conflict do nothing""";
    private static final String STORE = """
            update idempotency_keys set status = :status, headers = :headers, body = :body
            where caller = :caller and operation = :operation and key = :key""";
    private static final String FIND = """
            select body_hash, status, headers, body from idempotency_keys
            where caller = :caller and operation = :operation and key = :key""";
    private static final String FORGET = "delete from idempotency_keys where created_at < :before";
    private static final String RELEASE = """
            delete from idempotency_keys where caller = :caller and operation = :operation and key = :key""";
    private static final Duration KEPT = Duration.ofDays(2);

    private final DatabaseClient database;
    private final TransactionalOperator tx;
    private final JsonMapper json;
    private final Clock clock;

    Idempotency(DatabaseClient database, TransactionalOperator tx, JsonMapper json, Clock clock) {
        this.database = database;
        this.tx = tx;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Runs the request, or answers as it was answered before.
     *
     * @param key the {@code Idempotency-Key} header; without one the request simply runs, in a transaction
     * @param operation names the endpoint, so that keys of different endpoints do not meet
     * @param body the request's body; another body under the same key is refused
     */
    public <T> Mono<ResponseEntity<T>> once(@Nullable String key, Caller caller, String operation, Object body,
            Class<T> answerType, Supplier<Mono<ResponseEntity<T>>> request) {
        if (key == null || key.isBlank()) {
            return Mono.defer(request).as(tx::transactional);
        }
        if (key.length() > 200) {
            return Mono.error(ProblemException.invalidField("Idempotency-Key", "must have at most 200 characters"));
        }
        var claim = new Claim(caller.userId(), operation, key, hash(json.writeValueAsBytes(body)));
        return claim(claim)
                .flatMap(claimed -> claimed
                        ? Mono.defer(request).flatMap(answer -> store(claim, answer))
                        : replay(claim, answerType))
                .as(tx::transactional);
    }

    /**
     * What was answered before, or empty; nothing is claimed. For requests that need something from outside before their
     * transaction begins.
     *
     * @param body the request's body; another body under the same key is refused
     */
    public <T> Mono<ResponseEntity<T>> find(@Nullable String key, Caller caller, String operation, Object body,
            Class<T> answerType) {
        return key == null || key.isBlank()
                ? Mono.empty()
                : Mono.defer(() -> replay(
                        new Claim(caller.userId(), operation, key, hash(json.writeValueAsBytes(body))), answerType));
    }

    /** Forgets a key, so that the next request under it acts anew: for an answer that is no longer valid. */
    public Mono<Void> release(String key, Caller caller, String operation) {
        return bind(RELEASE, new Claim(caller.userId(), operation, key, "")).then();
    }

    private Mono<Boolean> claim(Claim claim) {
        return bind(CLAIM, claim)
                .bind("body_hash", claim.bodyHash())
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    private <T> Mono<ResponseEntity<T>> store(Claim claim, ResponseEntity<T> answer) {
        Map<String, String> headers = new LinkedHashMap<>();
        KEPT_HEADERS.stream().filter(answer.getHeaders()::containsHeader)
                .forEach(name -> headers.put(name, String.valueOf(answer.getHeaders().getFirst(name))));
        return bind(STORE, claim)
                .bind("status", answer.getStatusCode().value())
                .bind("headers", json.writeValueAsString(headers))
                .bind("body", json.writeValueAsString(answer.getBody()))
                .then()
                .thenReturn(answer);
    }

    private <T> Mono<ResponseEntity<T>> replay(Claim claim, Class<T> answerType) {
        return bind(FIND, claim)
                .map(row -> {
                    if (!claim.bodyHash().equals(row.get("body_hash", String.class))) {
                        throw new ProblemException(CommonProblem.IDEMPOTENCY_KEY_REUSED,
                                "The key was used before with another body.");
                    }
                    return answer(row, answerType);
                })
                .one();
    }

    private <T> ResponseEntity<T> answer(Readable row, Class<T> answerType) {
        Map<String, String> headers = json.readValue(text(row, "headers"), new TypeReference<Map<String, String>>() {
        });
        var builder = ResponseEntity.status(Objects.requireNonNull(row.get("status", Integer.class)));
        headers.forEach((name, value) -> builder.header(name, value));
        return builder.body(json.readValue(text(row, "body"), answerType));
    }

    private DatabaseClient.GenericExecuteSpec bind(String sql, Claim claim) {
        return database.sql(sql)
                .bind("caller", claim.caller())
                .bind("operation", claim.operation())
                .bind("key", claim.key());
    }

    Mono<Boolean> forgetOld() {
        return database.sql(FORGET).bind("before", clock.instant().minus(KEPT)).then().thenReturn(false);
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class), column);
    }

    private static String hash(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private record Claim(String caller, String operation, String key, String bodyHash) {}
}
