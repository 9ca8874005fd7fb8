// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.traffic;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.util.MultiValueMap;

import com.dcarbon.simulator.fault.Alteration;
import com.dcarbon.simulator.fault.CallKind;
import com.dcarbon.simulator.fault.Effect;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Does to a request what the fault that befalls it does. */
final class Consequence {
    private final Clock clock;

    Consequence(Clock clock) {
        this.clock = clock;
    }

    Mono<Void> of(Effect effect, Encounter encounter) {
        return switch (effect) {
            case Effect.Answered answered -> answered(answered, encounter);
            case Effect.Refused refused -> refused(refused, encounter);
            case Effect.Redirected to -> redirected(to.location().toString(), encounter);
            case Effect.Delayed delayed -> Mono.delay(delayed.delay()).then(Mono.defer(encounter::proceed));
            case Effect.CutBefore _ -> encounter.cut();
            case Effect.CutInBody _ -> cutInBody(encounter);
            case Effect.Altered altered -> altered(altered.alteration(), encounter);
            case Effect.LostAnswer lost -> lost(lost, encounter);
            case Effect.Accepted _,Effect.Revoked _,Effect.Expired _,Effect.Rotated _,Effect.Paced _,Effect.Looped _,Effect.Worked _,Effect.Sent _ ->
                encounter.site().suffer(effect, encounter, clock.instant());
        };
    }

    private Mono<Void> answered(Effect.Answered answered, Encounter encounter) {
        if (answered.retryAfter() != null) {
            encounter.exchange()
                    .getResponse()
                    .getHeaders()
                    .set("Retry-After", answered.retryAfter().header(clock.instant()));
        }
        return encounter.answer(answered.status(), answered.type(), answered.body());
    }

    private static Mono<Void> refused(Effect.Refused refused, Encounter encounter) {
        if (encounter.call().kind() != CallKind.AUTHORIZE && encounter.call().kind() != CallKind.FORM_PAGE) {
            return encounter.answer(refused.status(), "application/json",
                    "{\"error\":\"%s\",\"error_description\":\"Not now\"}".formatted(refused.error()));
        }
        MultiValueMap<String, String> query = encounter.exchange().getRequest().getQueryParams();
        String redirectUri = query.getFirst("redirect_uri");
        if (!encounter.site().isRegistered(redirectUri)) {
            return encounter.proceed();
        }
        String state = query.getFirst("state");
        return redirected(redirectUri + "?error=" + refused.error()
                + (state == null ? "" : "&state=" + URLEncoder.encode(state, StandardCharsets.UTF_8)), encounter);
    }

    private static Mono<Void> redirected(String location, Encounter encounter) {
        encounter.exchange().getResponse().getHeaders().set("Location", location);
        return encounter.answer(302, null, "");
    }

    private static Mono<Void> cutInBody(Encounter encounter) {
        return encounter.proceedThrough(response -> new BodyChange(response, bytes -> {
            response.getHeaders().setContentLength(bytes.length);
            byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
            Flux<Mono<DataBuffer>> sent = Flux.just(Mono.fromSupplier(() -> response.bufferFactory().wrap(half)));
            return response.writeAndFlushWith(sent.concatWith(encounter.cut().then(Mono.never())));
        }));
    }

    private static Mono<Void> altered(Alteration alteration, Encounter encounter) {
        return encounter.proceedThrough(response -> new BodyChange(response, bytes -> {
            byte[] changed = alteration.of(new String(bytes, StandardCharsets.UTF_8), encounter.root())
                    .getBytes(StandardCharsets.UTF_8);
            return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(changed)));
        }));
    }

    private static Mono<Void> lost(Effect.LostAnswer lost, Encounter encounter) {
        return encounter.proceedThrough(NoAnswer::new)
                .then(encounter.form())
                .doOnNext(form -> encounter.site().takeBack(lost.again(), encounter.call().kind(), form))
                .then(encounter.cut());
    }
}
