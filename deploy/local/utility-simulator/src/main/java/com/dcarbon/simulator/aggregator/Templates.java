// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import tools.jackson.databind.node.ObjectNode;

/** The one template of authorization forms, and whose it is. */
final class Templates {
    static final String UID = "397hcu30";
    static final String BRAND = "dcarbon";
    static final String PAGE = "/utilityapi/authorize/" + BRAND;
    static final String USER_UID = "1337";
    static final String USER_EMAIL = "ops@dcarbon.example";

    private Templates() {}

    static List<ObjectNode> all(String root, Set<String> redirectUris) {
        ObjectNode template = Json.object()
                .put("uid", UID)
                .put("name", "DCarbon")
                .put("base_url", root + PAGE)
                .put("portal", BRAND)
                .put("user_uid", USER_UID)
                .put("user_email", USER_EMAIL)
                .put("is_archived", false);
        template.set("redirect_uris", Json.array(new TreeSet<>(redirectUris)));
        return List.of(template);
    }
}
