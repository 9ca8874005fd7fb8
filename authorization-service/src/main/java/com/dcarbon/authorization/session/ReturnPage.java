// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import java.net.URI;
import java.util.Objects;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Sends a returned browser to the application's page. Nothing in the request chooses the target. */
@Component
class ReturnPage {
    private final URI page;

    ReturnPage(SessionSettings settings) {
        this.page = settings.returnUrl();
    }

    /** The address that the browser leaves holds a code, so it goes to nobody as a referrer. */
    ResponseEntity<Void> redirect(ReturnOutcome outcome) {
        URI target = UriComponentsBuilder.fromUri(page)
                .queryParam("sessionId", Objects.toString(outcome.sessionId(), ""))
                .queryParam("status", outcome.status().wire())
                .queryParam("code", Objects.toString(outcome.code(), ""))
                .build()
                .toUri();
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(target)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
