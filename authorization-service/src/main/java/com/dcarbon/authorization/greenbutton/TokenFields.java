// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton;

import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fields of a token endpoint's JSON object. Custodians differ in case and underscores ({@code resourceURI},
 * {@code resource_uri}), so names are compared without them.
 */
final class TokenFields {
    private static final JsonMapper JSON = JsonMapper.shared();
    /** RFC 6749, appendix A.12: visible ASCII; nothing that could end a header line. */
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,8192}");

    private final Map<String, String> values = new HashMap<>();

    private TokenFields() {}

    /** Empty if the body is no JSON object. */
    static Optional<TokenFields> read(String body) {
        try {
            JsonNode document = JSON.readTree(body);
            return document.isObject() ? Optional.of(of(document)) : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static TokenFields of(JsonNode document) {
        var fields = new TokenFields();
        document.properties().forEach(property -> {
            JsonNode value = property.getValue();
            if (value.isValueNode() && !value.isNull()) {
                fields.values.put(plain(property.getKey()), value.asString().strip());
            }
        });
        return fields;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(plain(name))).filter(value -> !value.isEmpty());
    }

    /** Empty also if it could not be sent as a token. */
    Optional<String> token(String name) {
        return text(name).filter(value -> TOKEN.matcher(value).matches());
    }

    Optional<URI> uri(String name) {
        try {
            return text(name).map(URI::create);
        } catch (IllegalArgumentException _) {
            return Optional.of(URI.create("no-address"));
        }
    }

    Optional<Long> number(String name) {
        return text(name).filter(value -> value.matches("\\d{1,12}(\\.0*)?"))
                .map(value -> value.replaceAll("\\..*", ""))
                .map(Long::valueOf);
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** Without the values. */
    @Override
    public String toString() {
        return "TokenFields" + values.keySet();
    }
}
