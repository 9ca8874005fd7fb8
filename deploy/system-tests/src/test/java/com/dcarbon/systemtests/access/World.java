// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.access;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The people, the two facilities and what each may see of them. */
final class World {
    private final Map<Visitor, String> tokens = new EnumMap<>(Visitor.class);
    private final Cast cast;
    private final Place facility;
    private final Place home;

    /**
     * @param facility of the owner, whose operator authorized it
     * @param home of the residential user
     */
    World(Cast cast, Place facility, Place home) {
        this.cast = cast;
        this.facility = facility;
        this.home = home;
        tokens.put(Visitor.NOBODY, "");
        tokens.put(Visitor.SERVICE, cast.serviceToken());
        tokens.put(Visitor.STRANGER, cast.tokenOf(cast.stranger()));
        tokens.put(Visitor.RESIDENT, cast.tokenOf(cast.resident()));
        tokens.put(Visitor.WITHDRAWN, cast.tokenOf(cast.withdrawn()));
        tokens.put(Visitor.OWNER, cast.tokenOf(cast.owner()));
        tokens.put(Visitor.OPERATOR, cast.tokenOf(cast.operator()));
        tokens.put(Visitor.HOME, cast.tokenOf(cast.resident()));
        tokens.put(Visitor.ADMIN, cast.tokenOf(cast.admin()));
    }

    Cast cast() {
        return cast;
    }

    /** Empty for nobody's. */
    String tokenOf(Visitor visitor) {
        return Objects.requireNonNull(tokens.get(visitor));
    }

    /** What this visitor asks for. */
    Place askedBy(Visitor visitor) {
        return visitor == Visitor.HOME ? home : facility;
    }

    /** All that somebody may see. */
    Set<String> words() {
        Set<String> all = new LinkedHashSet<>(facility.words());
        all.addAll(home.words());
        return all;
    }

    /** What the answer to this visitor may not have in it. */
    Set<String> hiddenFrom(Visitor visitor, Rule rule) {
        Set<String> hidden = hiddenFrom(visitor);
        if (visitor == Visitor.WITHDRAWN && rule.operation().equals("GET /notifications")) {
            // They keep what they were told, the end included; what is called otherwise since is not among it.
            hidden.removeAll(List.of(facility.id("facility"), cast.owner().name()));
        }
        if (visitor == Visitor.SERVICE && rule.letsIn(visitor)) {
            // It gets what it needs of any authorization; no person gets that.
            hidden.clear();
        }
        return hidden;
    }

    private Set<String> hiddenFrom(Visitor visitor) {
        Set<String> hidden = new LinkedHashSet<>();
        switch (visitor) {
            case NOBODY, SERVICE, STRANGER, WITHDRAWN -> hidden.addAll(words());
            case RESIDENT, HOME -> hidden.addAll(facility.words());
            case OWNER -> hidden.addAll(home.words());
            case OPERATOR -> {
                hidden.addAll(home.words());
                // Of the facility itself an operator sees neither its finance nor how to write to others.
                hidden.addAll(List.of(facility.id("company"), cast.owner().email(), cast.withdrawn().email()));
            }
            case ADMIN -> {
            }
        }
        return hidden;
    }
}
