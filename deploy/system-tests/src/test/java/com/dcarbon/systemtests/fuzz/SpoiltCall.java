// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

import com.dcarbon.systemtests.fuzz.ApiDocument.Body;
import com.dcarbon.systemtests.fuzz.ApiDocument.Operation;
import com.dcarbon.systemtests.fuzz.ApiDocument.Parameter;
import com.dcarbon.systemtests.fuzz.RawRequest.Header;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.util.RawValue;

/** One call as the document describes it, with something wrong in most cases; the same source makes the same call. */
final class SpoiltCall {
    private static final List<Header> ODD_HEADERS = Stray.headers();
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS",
            "TRACE",
            "PROPFIND", "get");

    private final Operation operation;
    private final Samples samples;
    private final Map<String, List<String>> known;
    private final RandomGenerator random;
    private final List<Header> headers = new ArrayList<>();

    SpoiltCall(Operation operation, Samples samples, Map<String, List<String>> known, RandomGenerator random) {
        this.operation = operation;
        this.samples = samples;
        this.known = known;
        this.random = random;
    }

    /** @param authorization the header of whoever calls */
    RawRequest by(String authorization) {
        boolean sound = random.nextInt(8) == 0;
        String path = path(sound ? 0 : 4);
        String query = query(sound);
        if (!operation.open() || random.nextBoolean()) {
            headers.add(new Header("Authorization", authorization));
        }
        for (Parameter parameter : operation.in("header")) {
            if (random.nextInt(3) > 0) {
                headers.add(new Header(parameter.name(), oneLine(sound
                        ? samples.text(parameter.name(), parameter.schema(), random)
                        : Poison.text(random))));
            }
        }
        byte[] body = body(sound);
        if (!sound && random.nextInt(3) == 0) {
            headers.add(Samples.pick(ODD_HEADERS, random));
        }
        String method = !sound && random.nextInt(40) == 0 ? Samples.pick(METHODS, random) : operation.method();
        return new RawRequest(method, path + (query.isEmpty() ? "" : "?" + query), List.copyOf(headers), body);
    }

    /** @param odds one in how many parameters is spoilt; 0 for none */
    private String path(int odds) {
        String path = operation.path();
        for (Parameter parameter : operation.in("path")) {
            String special = operation.path().split("/", -1)[1] + "/" + parameter.name();
            String name = known.containsKey(special) ? special : parameter.name();
            String value = odds > 0 && random.nextInt(odds) == 0
                    ? Poison.address(random)
                    : Poison.encoded(samples.text(name, parameter.schema(), random));
            path = path.replace("{" + parameter.name() + "}", value);
        }
        return odds > 0 && random.nextInt(60) == 0 ? path + "/" + Poison.address(random) : path;
    }

    private String query(boolean sound) {
        List<String> parts = new ArrayList<>();
        for (Parameter parameter : operation.in("query")) {
            int wish = random.nextInt(10);
            String name = parameter.name();
            if (parameter.required() ? wish < 1 && !sound : wish < 5) {
                continue;
            }
            boolean spoil = !sound && random.nextInt(3) == 0;
            parts.add(name + "="
                    + (spoil ? spoilt(name) : Poison.encoded(samples.text(name, parameter.schema(), random))));
            if (!sound && random.nextInt(12) == 0) {
                parts.add(name + (random.nextBoolean() ? "" : "=" + Poison.address(random)));
            }
        }
        if (!sound && random.nextInt(20) == 0) {
            parts.add(Poison.address(random) + "=" + Poison.address(random));
        }
        return String.join("&", parts);
    }

    private String spoilt(String parameter) {
        return parameter.equals("cursor") && random.nextInt(4) > 0
                ? Poison.encoded(forged(known.getOrDefault("cursor", List.of("YQ"))))
                : Poison.address(random);
    }

    /** A cursor of some list with one of its parts replaced, cut or flipped. */
    private String forged(List<String> cursors) {
        String cursor = Samples.pick(cursors, random);
        byte[] bytes = Base64.getUrlDecoder().decode(cursor);
        if (random.nextInt(3) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }
        String[] parts = new String(bytes, StandardCharsets.UTF_8).split("\u001f", -1);
        parts[random.nextInt(parts.length)] = Poison.text(random);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\u001f", parts).getBytes(StandardCharsets.UTF_8));
    }

    private byte[] body(boolean sound) {
        Body wanted = operation.body();
        if (wanted == null) {
            return !sound && random.nextInt(10) == 0 ? json("{}") : new byte[0];
        }
        if (wanted.mediaType().startsWith("multipart/")) {
            return Stray.upload(random, sound, headers);
        }
        if (!sound && random.nextInt(6) == 0) {
            return typed(Poison.document(random), wanted.mediaType());
        }
        JsonNode sample = samples.of("", wanted.schema(), random);
        String text = sound || random.nextInt(5) == 0 ? sample.toString() : spoilt(sample);
        return typed(text.getBytes(StandardCharsets.UTF_8), wanted.mediaType());
    }

    /** With one or two values replaced, left out, repeated or wrapped, or with a field too many. */
    private String spoilt(JsonNode sample) {
        var objects = Samples.objectsIn(sample);
        String text = sample.toString();
        for (int times = random.nextInt(1, 3); times > 0 && !objects.isEmpty(); times--) {
            var object = Samples.pick(objects, random);
            List<String> names = List.copyOf(object.propertyNames());
            String name = names.isEmpty() ? "x" : Samples.pick(names, random);
            switch (random.nextInt(6)) {
                case 0 -> object.remove(name);
                case 1 -> object.putNull(name);
                case 2 -> object.set(name, JsonNodeFactory.instance.arrayNode().add(object.path(name)));
                case 3 -> object.putRawValue(Samples.pick(List.of("x", "id", "__proto__", name + " "), random),
                        raw());
                default -> object.putRawValue(name, raw());
            }
            text = sample.toString();
        }
        return switch (random.nextInt(12)) {
            case 0 -> text.replaceFirst("\\{", "{\"name\":\"twice\",\"confirm\":false,");
            case 1 -> "[" + text + "]";
            case 2 -> text.substring(0, random.nextInt(text.length() + 1));
            case 3 -> text + text;
            default -> text;
        };
    }

    private RawValue raw() {
        return new RawValue(Poison.json(random));
    }

    private byte[] json(String text) {
        return typed(text.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    private byte[] typed(byte[] body, String mediaType) {
        if (random.nextInt(25) == 0) {
            Stray.contentTypes(random).ifPresent(type -> headers.add(new Header("Content-Type", type)));
        } else {
            headers.add(new Header("Content-Type", mediaType.contains("*") ? "application/json" : mediaType));
        }
        return body;
    }

    /** What a header can hold at all; whatever else ends before any of our code sees it. */
    static String oneLine(String text) {
        return text.chars()
                .filter(c -> c >= ' ' && c != 0x7f)
                .mapToObj(c -> String.valueOf((char) c))
                .collect(Collectors.joining())
                .strip();
    }
}
