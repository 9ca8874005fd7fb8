// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.utilityapi.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event of UtilityAPI: only a hint, since events come late, twice, in any order, or never.
 *
 * @param uid by which a repetition is known
 * @param authorizationUid null if it concerns none
 * @param meterUid null if it concerns none
 */
public record ProviderEvent(String uid, String type, @Nullable String authorizationUid, @Nullable String meterUid) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST_UID = 200;
    /** After these it may stand there in another way than here. */
    private static final Set<String> MAY_HAVE_ENDED = Set.of("authorization_declined", "authorization_renewed",
            "authorization_update_finished_errored", "authorization_expired", "authorization_revoked");
    private static final Set<String> NEWS_OF_DATA = Set.of("meter_created", "meter_intervals_added",
            "meter_historical_collection_finished_successful", "meter_historical_collection_finished_errored");

    /** The events of a webhook's body; empty if it is none. */
    public static Optional<List<ProviderEvent>> read(byte[] body) {
        try {
            return read(JSON.readTree(body));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /** The events of a list; those without what every event has are passed over. */
    public static Optional<List<ProviderEvent>> read(JsonNode document) {
        JsonNode list = document.path("events");
        if (!list.isArray()) {
            return Optional.empty();
        }
        List<ProviderEvent> events = new ArrayList<>();
        for (JsonNode node : list) {
            String uid = text(node, "uid");
            String type = text(node, "type");
            if (uid != null && type != null) {
                events.add(new ProviderEvent(uid, type, text(node, "authorization_uid"), text(node, "meter_uid")));
            }
        }
        return Optional.of(List.copyOf(events));
    }

    /** Whether it concerns an authorization as such, so that an attempt may wait for it. */
    public boolean concernsAuthorization() {
        return authorizationUid != null && type.startsWith("authorization_");
    }

    /** Whether an authorization that is active here may have ended there. */
    public boolean mayTellAnEnd() {
        return authorizationUid != null && MAY_HAVE_ENDED.contains(type);
    }

    /** Whether there is something to read at a meter. */
    public boolean tellsOfData() {
        return authorizationUid != null && meterUid != null && NEWS_OF_DATA.contains(type);
    }

    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        String text = value.isValueNode() && !value.isNull() ? value.asString() : "";
        return text.matches("[A-Za-z0-9._~-]{1," + LONGEST_UID + "}") ? text : null;
    }
}
