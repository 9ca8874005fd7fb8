// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton;

import java.util.List;
import java.util.Optional;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.authorization.greenbutton.espi.BatchList;
import com.dcarbon.authorization.hint.HearingNotification;
import com.dcarbon.authorization.hint.NotifiedResource;
import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfiles;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Custodians tell that there is something to read. */
@RestController
@Tag(name = "Green Button")
class NotificationController {
    private static final int LONGEST = 1024 * 1024;

    private final NotificationSenders senders;
    private final ProviderProfiles profiles;
    private final HearingNotification hearing;

    NotificationController(NotificationSenders senders, ProviderProfiles profiles, HearingNotification hearing) {
        this.senders = senders;
        this.profiles = profiles;
        this.hearing = hearing;
    }

    @PostMapping(path = "/green-button/notifications/{provider_id}", consumes = {
            MediaType.APPLICATION_ATOM_XML_VALUE,
            MediaType.APPLICATION_XML_VALUE, MediaType.TEXT_XML_VALUE})
    @Operation(summary = "A utility tells that there is something to read", description = "An ESPI BatchList of at most 1 MB, with the utility's own bearer token. Only a hint: what it names is read from the utility, if it belongs to an active authorization; anything else is passed over. The same delivery may be repeated.")
    @ApiResponse(responseCode = "200", description = "Taken; no need to repeat it")
    Mono<Void> notified(@PathVariable("provider_id") String providerId,
            @Parameter(hidden = true) ServerHttpRequest request) {
        ProviderProfile profile = senders.admit(providerId, request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION));
        return DataBufferUtils.join(request.getBody(), LONGEST)
                .onErrorMap(DataBufferLimitException.class, _ -> new ProblemException(CommonProblem.PAYLOAD_TOO_LARGE,
                        "A notification has at most 1 MB."))
                .map(NotificationController::bytes)
                .defaultIfEmpty(new byte[0])
                .publishOn(Schedulers.boundedElastic())
                .map(NotificationController::addresses)
                .flatMap(addresses -> hear(profile, addresses));
    }

    private static byte[] bytes(DataBuffer body) {
        byte[] bytes = new byte[body.readableByteCount()];
        body.read(bytes);
        DataBufferUtils.release(body);
        return bytes;
    }

    private static List<String> addresses(byte[] document) {
        return BatchList.addresses(document).orElseThrow(
                () -> new ProblemException(CommonProblem.INVALID_REQUEST, "There is no BatchList in it."));
    }

    private Mono<Void> hear(ProviderProfile profile, List<String> addresses) {
        var notified = new NotifiedAddresses(profiles.hosts(profile)::allows);
        List<NotifiedResource> resources = addresses.stream().map(notified::resource).flatMap(Optional::stream)
                .toList();
        hearing.passOver(profile.id(), addresses.size() - resources.size());
        return resources.isEmpty() ? Mono.empty() : hearing.hear(profile.id(), resources);
    }
}
