// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.utilityapi;

import java.util.List;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.authorization.utilityapi.rules.ProviderEvent;
import com.dcarbon.authorization.utilityapi.rules.WebhookSignature;
import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.ClientAddress;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** UtilityAPI's webhooks. Nothing is read of one before its signature is verified over the bytes that came. */
@RestController
@Tag(name = "UtilityAPI")
class EventsController {
    private static final int LONGEST = 1024 * 1024;
    private static final String SALT = "X-UtilityAPI-Webhook-Salt";
    private static final String SIGNATURE = "X-UtilityAPI-Webhook-Signature";

    private final Accounts accounts;
    private final ReceivingEvents receiving;
    private final RefusedWebhooks refused;

    EventsController(Accounts accounts, ReceivingEvents receiving, RefusedWebhooks refused) {
        this.accounts = accounts;
        this.receiving = receiving;
        this.refused = refused;
    }

    @PostMapping("/utility-api/events")
    @SecurityRequirements
    @Operation(operationId = "utilityApiEvents", summary = "UtilityAPI tells of events", description = "A webhook of at most 1 MB, signed with the account's secret: anything else is 401 and noted. Only a hint: what it names is read from UtilityAPI, if it belongs to an authorization here. Events are known by their uid, so that a delivery may be repeated.")
    @ApiResponse(responseCode = "200", description = "Taken; no need to repeat it")
    @Parameter(name = SALT, in = ParameterIn.HEADER, description = "What the signature is salted with")
    @Parameter(name = SIGNATURE, in = ParameterIn.HEADER, description = "SHA-256, hex, over secret, a dot, salt, a dot and the body")
    Mono<Void> events(ClientAddress address, @Parameter(hidden = true) ServerHttpRequest request) {
        List<String> salts = request.getHeaders().getOrEmpty(SALT);
        List<String> signatures = request.getHeaders().getOrEmpty(SIGNATURE);
        if (salts.size() != 1 || signatures.size() != 1) {
            return refused.refuse("unsigned", address).then(Mono.error(EventsController::unauthenticated));
        }
        var signature = new WebhookSignature(salts.getFirst(), signatures.getFirst());
        return DataBufferUtils.join(request.getBody(), LONGEST)
                .map(EventsController::bytes)
                .onErrorResume(DataBufferLimitException.class, _ -> tooLong(address))
                .defaultIfEmpty(new byte[0])
                .flatMap(body -> receive(signature, body, address));
    }

    private Mono<byte[]> tooLong(ClientAddress address) {
        return refused.refuse("too_long", address).then(Mono.error(() -> new ProblemException(
                CommonProblem.PAYLOAD_TOO_LARGE, "A webhook has at most 1 MB.")));
    }

    private static byte[] bytes(DataBuffer body) {
        byte[] bytes = new byte[body.readableByteCount()];
        body.read(bytes);
        DataBufferUtils.release(body);
        return bytes;
    }

    private Mono<Void> receive(WebhookSignature signature, byte[] body, ClientAddress address) {
        List<Account> signers = accounts.signedBy(signature, body);
        if (signers.isEmpty()) {
            return refused.refuse("wrong_signature", address).then(Mono.error(EventsController::unauthenticated));
        }
        List<ProviderEvent> events = ProviderEvent.read(body).orElseThrow(
                () -> new ProblemException(CommonProblem.INVALID_REQUEST, "There are no events in it."));
        return Flux.fromIterable(signers).concatMap(account -> receiving.receive(account, events, false)).then();
    }

    private static ProblemException unauthenticated() {
        return new ProblemException(CommonProblem.UNAUTHENTICATED, "The signature is none of UtilityAPI's.")
                .challenge("Signature");
    }
}
