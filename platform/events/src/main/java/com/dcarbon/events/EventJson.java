// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** How event data is written as JSON: snake_case, RFC 3339 times in UTC; readers ignore fields they do not know. */
public final class EventJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private EventJson() {}

    public static byte[] write(EventData data) {
        return MAPPER.writeValueAsBytes(data);
    }

    /** @throws tools.jackson.core.JacksonException if the bytes are not JSON of that shape */
    public static <D extends EventData> D read(byte[] json, Class<D> type) {
        return MAPPER.readValue(json, type);
    }
}
