// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.access;

import java.util.List;
import java.util.Map;

import com.dcarbon.local.story.Api;
import com.dcarbon.systemtests.Platform;

/** The people, of whom nobody has heard before. */
record Cast(Tokens tokens, Someone owner, Someone withdrawn, Someone operator, Someone resident, Someone stranger,
        Someone admin) {

    static Cast with(Tokens tokens) {
        return new Cast(tokens, Someone.with("commercial"), Someone.with("commercial"), Someone.with("commercial"),
                Someone.with("residential"), Someone.with("commercial"), Someone.with("admin"));
    }

    String tokenOf(Someone person) {
        return tokens.of(person);
    }

    /** The service whose client may call the internal port. */
    String serviceToken() {
        return tokens.ofService("ingestion-service");
    }

    /** Tokens in the owner's name that nobody may believe, by what is wrong with each. */
    Map<String, String> lies() {
        return tokens.lies(owner);
    }

    /** Right tokens of those who are nobody here. */
    Map<String, String> outsiders() {
        Someone without = new Someone(owner.id(), owner.name(), owner.email(), List.of());
        Someone unknown = new Someone(owner.id(), owner.name(), owner.email(),
                List.of("superuser", "ADMIN", "SERVICE"));
        return Map.of("without a role", tokens.of(without), "with unknown roles", tokens.of(unknown),
                "another service", tokens.ofService("another-service"));
    }

    Api as(Someone person) {
        return Platform.with(tokenOf(person));
    }
}
