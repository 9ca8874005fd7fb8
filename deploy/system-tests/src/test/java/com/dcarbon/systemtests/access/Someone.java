// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.access;

import java.util.List;
import java.util.UUID;

/** A person of this test alone, whose words occur nowhere else. */
record Someone(String id, String name, String email, List<String> roles) {

    static Someone with(String role) {
        String word = UUID.randomUUID().toString().substring(0, 8);
        return new Someone("user-" + word, "Person " + word, word + "@access.example", List.of(role));
    }

    /** What tells that it is about this person. */
    List<String> words() {
        return List.of(id, name, email);
    }
}
