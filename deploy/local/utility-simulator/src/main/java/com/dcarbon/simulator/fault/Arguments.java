// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.fault;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** The fields of a fault's description, read as what they must be. Blank ones are as good as absent. */
final class Arguments {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,7})(ms|s|m)?");
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

    private final Map<String, String> fields;

    Arguments(Map<String, String> fields) {
        this.fields = fields;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(fields.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    String oneOf(String name, List<String> choices) {
        String value = text(name).orElse(choices.getFirst());
        if (!choices.contains(value)) {
            throw new InvalidFaultException(name, "one of " + String.join(", ", choices));
        }
        return value;
    }

    Optional<Long> number(String name, long min, long max) {
        return text(name).map(value -> {
            if (!WHOLE.matcher(value).matches() || Long.parseLong(value) < min || Long.parseLong(value) > max) {
                throw new InvalidFaultException(name, "a whole number from " + min + " to " + max);
            }
            return Long.valueOf(value);
        });
    }

    double probability(String name) {
        double value;
        try {
            value = text(name).map(Double::parseDouble).orElse(1.0);
        } catch (NumberFormatException e) {
            value = -1;
        }
        if (!(value > 0 && value <= 1)) {
            throw new InvalidFaultException(name, "more than 0 and at most 1");
        }
        return value;
    }

    Duration duration(String name, Duration fallback) {
        return duration(name).orElse(fallback);
    }

    Optional<Duration> duration(String name) {
        return text(name).map(value -> {
            Matcher matcher = DURATION.matcher(value);
            if (!matcher.matches()) {
                throw new InvalidFaultException(name, "a time such as 5, 5s, 500ms or 2m");
            }
            long amount = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "m" -> Duration.ofMinutes(amount);
                case null, default -> Duration.ofSeconds(amount);
            };
        });
    }

    @Nullable
    RetryAfter retryAfter(String name, String formName) {
        Optional<Duration> delay = duration(name);
        String form = oneOf(formName, List.of("seconds", "date"));
        if (delay.isEmpty()) {
            return null;
        }
        return form.equals("date") ? new RetryAfter.Date(delay.get()) : new RetryAfter.Seconds(delay.get());
    }

    boolean flag(String name, boolean fallback) {
        return flag(name).orElse(fallback);
    }

    Optional<Boolean> flag(String name) {
        return text(name).map(value -> switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidFaultException(name, "true or false");
        });
    }

    URI address(String name, String fallback) {
        String value = text(name).orElse(fallback);
        try {
            URI uri = URI.create(value);
            if (uri.isAbsolute()) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidFaultException(name, "an absolute address");
        }
        throw new InvalidFaultException(name, "an absolute address");
    }
}
