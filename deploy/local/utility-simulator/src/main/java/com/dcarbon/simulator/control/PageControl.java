// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.control;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import com.dcarbon.simulator.fault.Fault;
import com.dcarbon.simulator.fault.InvalidFaultException;
import com.dcarbon.simulator.traffic.RecordedRequest;
import com.dcarbon.simulator.traffic.Site;

import reactor.core.publisher.Mono;

/** The page and its forms: each form posts an {@code action} to the page's own address and gets the page back. */
final class PageControl {
    private static final int SHOWN = 40;

    private final Site site;
    private final RequestControl requests;
    private final Desk desk;
    private final ControlPage page;

    PageControl(Site site, RequestControl requests, Desk desk) {
        this.site = site;
        this.requests = requests;
        this.desk = desk;
        this.page = new ControlPage(site, desk);
    }

    Mono<ServerResponse> show(ServerRequest request) {
        return html(HttpStatus.OK, null);
    }

    Mono<ServerResponse> submit(ServerRequest request) {
        return request.formData().flatMap(form -> {
            try {
                act(request, form);
                return ServerResponse.seeOther(URI.create(request.path())).build();
            } catch (InvalidFaultException e) {
                return html(HttpStatus.BAD_REQUEST, e.getMessage());
            }
        });
    }

    private void act(ServerRequest request, MultiValueMap<String, String> form) {
        Optional<String> authorization = Optional.ofNullable(form.getFirst("authorization"));
        switch (form.getFirst("action")) {
            case "on" -> site.faults().switchOn(Fault.read(fields(form)));
            case "off" -> site.faults().switchOff(String.valueOf(form.getFirst("number")));
            case "all_off" -> site.faults().switchAllOff();
            case "forget" -> requests.forget();
            case "expire" -> desk.expire(authorization);
            case "revoke" ->
                authorization.ifPresent(id -> desk.revoke(id, form.containsKey("notify"), request));
            case null, default -> {
                // Nothing known was asked for: the page shows what is.
            }
        }
    }

    private static Map<String, String> fields(MultiValueMap<String, String> form) {
        return form.toSingleValueMap()
                .entrySet()
                .stream()
                .filter(field -> !field.getKey().equals("action"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Mono<ServerResponse> html(HttpStatus status, @Nullable String message) {
        List<RecordedRequest> all = requests.all();
        List<RecordedRequest> last = all.subList(Math.max(0, all.size() - SHOWN), all.size()).reversed();
        return ServerResponse.status(status)
                .contentType(MediaType.valueOf("text/html;charset=UTF-8"))
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self';"
                        + " frame-ancestors 'none'")
                .bodyValue(page.of(message, site.faults().on(), desk.authorized(), last));
    }
}
