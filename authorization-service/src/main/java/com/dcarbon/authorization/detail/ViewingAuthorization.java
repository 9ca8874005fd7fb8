// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.detail;

import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;

import com.dcarbon.authorization.record.AuthorizationItem;
import com.dcarbon.authorization.record.Records;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Mono;

/** Composes the full view of an authorization, as the caller may see it. */
@Component
public class ViewingAuthorization {
    private final Records records;
    private final Details details;
    private final Neighbours neighbours;

    ViewingAuthorization(Records records, Details details, Neighbours neighbours) {
        this.records = records;
        this.details = details;
        this.neighbours = neighbours;
    }

    /** @return fails with {@code not_found} if the caller may not see it */
    public Mono<AuthorizationDetail> view(UUID id, Caller caller) {
        return records.find(id, caller)
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound("The authorization")))
                .flatMap(item -> compose(item, caller));
    }

    private Mono<AuthorizationDetail> compose(AuthorizationItem item, Caller caller) {
        return Mono.zip(details.rest(item.id()), details.timeline(item.id()),
                neighbours.tell(item.id(), item.facility().id(), caller.isAdmin()))
                .map(parts -> AuthorizationDetail.of(item, parts.getT1(), shown(parts.getT2(), caller),
                        parts.getT3()));
    }

    private static List<TimelineStep> shown(List<TimelineStep> steps, Caller caller) {
        return caller.isAdmin() ? steps : steps.stream().map(TimelineStep::withoutAddress).toList();
    }
}
