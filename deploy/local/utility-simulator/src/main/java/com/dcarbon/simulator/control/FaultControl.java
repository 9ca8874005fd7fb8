// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.control;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import com.dcarbon.simulator.fault.Fault;
import com.dcarbon.simulator.fault.FaultKind;
import com.dcarbon.simulator.fault.Faults;
import com.dcarbon.simulator.fault.InvalidFaultException;
import com.dcarbon.simulator.fault.Parameter;
import com.dcarbon.simulator.traffic.Site;

import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Switches faults on and off. */
final class FaultControl {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Site site;
    private final Faults faults;

    FaultControl(Site site) {
        this.site = site;
        this.faults = site.faults();
    }

    Mono<ServerResponse> list(ServerRequest request) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("faults", faults.on().stream().map(FaultView::of).toList());
        answer.putAll(catalogue());
        return ServerResponse.ok().bodyValue(answer);
    }

    Mono<ServerResponse> switchOn(ServerRequest request) {
        return request.bodyToMono(String.class).defaultIfEmpty("").flatMap(body -> {
            try {
                FaultView on = FaultView.of(faults.switchOn(Fault.read(fields(body))));
                return ServerResponse.created(URI.create(request.path() + "/" + on.id())).bodyValue(on);
            } catch (InvalidFaultException e) {
                return refused(e.getMessage());
            } catch (JacksonException e) {
                return refused("The body must be one JSON object, such as {\"fault\":\"unavailable\",\"times\":2}.");
            }
        });
    }

    Mono<ServerResponse> switchOff(ServerRequest request) {
        return faults.switchOff(request.pathVariable("number"))
                ? ServerResponse.noContent().build()
                : Problems.answer(404, "No such fault is on.");
    }

    Mono<ServerResponse> switchAllOff(ServerRequest request) {
        faults.switchAllOff();
        return ServerResponse.noContent().build();
    }

    /** The fields of a flat object as text; what is no object or not flat is refused like an unknown value. */
    private static Map<String, String> fields(String body) {
        JsonNode object = JSON.readTree(body);
        Map<String, String> fields = new LinkedHashMap<>();
        object.properties().forEach(field -> fields.put(field.getKey(), text(field.getValue())));
        return fields;
    }

    private static String text(JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        return value.isValueNode() ? value.asString() : value.toString();
    }

    private Mono<ServerResponse> refused(@Nullable String detail) {
        return Problems.answer(HttpStatus.BAD_REQUEST.value(), String.valueOf(detail), catalogue());
    }

    private Map<String, Object> catalogue() {
        Map<String, Object> catalogue = new LinkedHashMap<>();
        catalogue.put("common_fields", Fault.commonParameters());
        catalogue.put("known_faults", known());
        return catalogue;
    }

    private List<KindView> known() {
        return FaultKind.befalling(site.calls()).stream()
                .map(kind -> new KindView(kind.wire(), kind.sentence(), kind.calls(site.calls()), kind.parameters()))
                .toList();
    }

    /** A fault that can be switched on. */
    record KindView(String fault, String what, List<String> calls, List<Parameter> fields) {}

    /** A fault that is on: what it was told, and how often it befell a request. */
    record FaultView(String id, String fault, List<String> calls, Map<String, String> told, long applied,
            @Nullable Long remaining) {
        static FaultView of(Faults.On on) {
            Fault fault = on.fault();
            return new FaultView(on.id(), fault.kind().wire(),
                    fault.calls().stream().sorted().map(kind -> kind.wire()).toList(), new TreeMap<>(fault.told()),
                    on.applied(),
                    on.remaining());
        }
    }
}
