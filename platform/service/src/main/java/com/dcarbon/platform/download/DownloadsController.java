// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.download;

import java.net.URI;
import java.time.Instant;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.platform.problem.ProblemException;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

/** Makes links to files. */
@RestController
@Tag(name = "Downloads")
class DownloadsController {
    private final DownloadLinks links;
    private final DownloadPaths paths;

    DownloadsController(DownloadLinks links, DownloadPaths paths) {
        this.links = links;
        this.paths = paths;
    }

    /** @param path of an export, with its query */
    @Schema(name = "DownloadRequest")
    record Request(
            @NotNull @Schema(description = "Path and query of an export", example = "/intervals/export?meter_id=01930000-0000-7000-8000-000000000001&format=csv") String path) {}

    /** @param url to be opened by the browser, without a token */
    @Schema(name = "Download")
    record Download(@Schema(description = "Opens the file once, until it expires") String url, Instant expiresAt) {}

    @PostMapping("/downloads")
    @Operation(operationId = "createDownload", summary = "A link that a browser can follow to a file", description = "For every user. The link works once, within 60 seconds, and does what the given call would do for this user:"
            + " who may not see the data gets 404 by the link, too. It needs no token and must not be shared: until it is"
            + " used, it is as good as the user's own call. Used, dead and invented links look the same: 404.")
    @ApiResponse(responseCode = "201", description = "The link")
    Mono<ResponseEntity<Download>> create(@Valid @RequestBody Request request,
            @Parameter(hidden = true) JwtAuthenticationToken caller,
            @Parameter(hidden = true) @RequestHeader(name = "X-Forwarded-Proto", required = false) @Nullable String scheme,
            @Parameter(hidden = true) @RequestHeader(name = "X-Forwarded-Host", required = false) @Nullable String host) {
        URI target = paths.find(request.path())
                .orElseThrow(() -> ProblemException.invalidField("path",
                        "must be the path of an export, with its query: " + paths.named()));
        // As the gateway says; without one, the address is relative to this service's own.
        String base = scheme == null || host == null ? "" : scheme + "://" + host;
        return links.offer(caller.getToken().getTokenValue(), target)
                .map(offer -> ResponseEntity.status(HttpStatus.CREATED)
                        .cacheControl(CacheControl.noStore())
                        .body(new Download(base + paths.address() + "?key=" + offer.key().text(), offer.expiresAt())));
    }
}
