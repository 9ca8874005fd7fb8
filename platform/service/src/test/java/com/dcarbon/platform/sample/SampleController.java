// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.sample;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.events.EventKind;
import com.dcarbon.events.intervals.MetersImported;
import com.dcarbon.platform.idempotency.Idempotency;
import com.dcarbon.platform.outbox.Outbox;
import com.dcarbon.platform.security.Caller;
import com.dcarbon.platform.security.ClientAddress;

import reactor.core.publisher.Mono;

@RestController
@RequestMapping
class SampleController {
    static final AtomicInteger MADE = new AtomicInteger();

    private final Idempotency idempotency;

    private final Outbox outbox;

    SampleController(Idempotency idempotency, Outbox outbox) {
        this.idempotency = idempotency;
        this.outbox = outbox;
    }

    @PostMapping("/sample/events/{facility}")
    Mono<Void> publish(@PathVariable UUID facility) {
        return outbox.publish(EventKind.METERS_IMPORTED, facility.toString(), 1,
                new MetersImported(facility, facility, List.of(), Instant.EPOCH));
    }

    record Thing(@NotBlank @Size(max = 10) String displayName, @Nullable Integer count) {}

    record Made(int number, String displayName) {}

    @GetMapping("/sample/me")
    Map<String, Object> me(Caller caller) {
        return Map.of("user", caller.userId(), "admin", caller.isAdmin(), "ip", caller.ipAddress());
    }

    @GetMapping("/sample/open")
    Map<String, Object> open(ClientAddress address) {
        return Map.of("ip", address.value());
    }

    @GetMapping("/internal/sample")
    String internal() {
        return "for services";
    }

    @GetMapping("/sample/number")
    int number(@RequestParam int value) {
        return value;
    }

    @GetMapping("/sample/boom")
    String boom() {
        throw new IllegalStateException("a secret detail");
    }

    @PostMapping("/sample/things")
    Mono<ResponseEntity<Made>> make(Caller caller, @Valid @RequestBody Thing thing,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        return idempotency.once(key, caller, "make-thing", thing, Made.class,
                () -> Mono.fromSupplier(() -> ResponseEntity.status(HttpStatus.CREATED)
                        .header("Location", "/sample/things/1")
                        .body(new Made(MADE.incrementAndGet(), thing.displayName()))));
    }
}
