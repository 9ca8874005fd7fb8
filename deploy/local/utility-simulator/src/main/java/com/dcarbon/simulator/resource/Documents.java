// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.resource;

import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;

import org.springframework.core.io.FileSystemResource;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import com.dcarbon.simulator.espi.AtomDocument;
import com.dcarbon.simulator.espi.Entry;
import com.dcarbon.simulator.oauth.ResourceBase;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Atom documents as HTTP answers, written while they are sent. */
final class Documents {
    private final ResourceBase base;
    private final Clock clock;

    Documents(ResourceBase base, Clock clock) {
        this.base = base;
        this.clock = clock;
    }

    /** A feed that is its own self link; {@code entries} is pulled as fast as the reader takes them. */
    Mono<ServerResponse> feed(ServerRequest request, String title, Stream<Entry> entries) {
        String path = request.path().substring(base.path().length() + 1);
        Stream<String> pieces = document(request).feed(path, title, clock.instant(), entries);
        return atom().body(Flux.fromStream(pieces), String.class);
    }

    Mono<ServerResponse> entry(ServerRequest request, Entry entry) {
        return atom().bodyValue(document(request).single(entry));
    }

    /** The bytes of the file. */
    Mono<ServerResponse> file(Path file) {
        return atom().body(BodyInserters.fromResource(new FileSystemResource(file)));
    }

    String base(ServerRequest request) {
        return base.of(request);
    }

    static Mono<ServerResponse> notFound() {
        return ServerResponse.notFound().build();
    }

    private AtomDocument document(ServerRequest request) {
        return new AtomDocument(base.of(request), base.path());
    }

    private static ServerResponse.BodyBuilder atom() {
        return ServerResponse.ok().contentType(MediaType.APPLICATION_ATOM_XML).header("Cache-Control", "no-store");
    }
}
