// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import com.dcarbon.simulator.fault.Call.Presented;

class FaultTest {
    private static final Presented NOTHING = new Presented(null, null, null);
    private static final Call OWNERS_USAGE = new Call(CallKind.USAGE, "owner", "subscription-1", NOTHING);

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void needsNoMoreThanAName(FaultKind kind) {
        Fault fault = Fault.read(Map.of("fault", kind.wire()));

        assertThat(fault.kind()).isEqualTo(kind);
        assertThat(fault.calls()).isNotEmpty().isEqualTo(kind.befalls());
        assertThat(fault.effect()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"fault=typo | fault", "x=1 | fault",
            "fault=unavailable;x=1 | x: not known for unavailable", "fault=unavailable;times=0 | times",
            "fault=unavailable;times=a | times", "fault=slow;delay=soon | delay",
            "fault=unavailable;probability=2 | prob",
            "fault=unavailable;probability=0 | prob", "fault=unavailable;probability=x | prob",
            "fault=unavailable;calls=tea | calls", "fault=malformed_xml;calls=token | malformed_xml can befall usage",
            "fault=oauth_error;error=oops | error: one of", "fault=accepted;notify=maybe | notify: true or false",
            "fault=redirect;location=here | location", "fault=redirect;location=: | location",
            "fault=rate_limited;retry_after_as=words | retry_after_as", "fault=server_error;status=200 | status"})
    void saysWhatIsWrong(String fields, String message) {
        assertThatThrownBy(() -> Fault.read(fields(fields))).isInstanceOf(InvalidFaultException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void standsInTheGuide(FaultKind kind) throws IOException {
        assertThat(Files.readString(Path.of("..", "README.md"))).contains("`" + kind.wire() + "`");
    }

    @Test
    void takesBlankFieldsAsAbsent() {
        Fault fault = Fault.read(fields("fault=unavailable;times= ;delay=;customer="));

        assertThat(fault.aim()).isEqualTo(new Fault.Aim(null, null, 0, 1, 0));
        assertThat(fault.told()).containsOnlyKeys("fault");
    }

    @Test
    void befallsTheCallsOfOneCustomer() {
        Fault fault = Fault.read(fields("fault=unavailable;calls=usage, customer;customer=owner"));

        assertThat(fault.befalls(OWNERS_USAGE)).isTrue();
        assertThat(fault.befalls(new Call(CallKind.CUSTOMER, "owner", "s", NOTHING))).isTrue();
        assertThat(fault.befalls(new Call(CallKind.RESOURCE, "owner", "s", NOTHING))).isFalse();
        assertThat(fault.befalls(new Call(CallKind.USAGE, "home", "s", NOTHING))).isFalse();
        assertThat(Fault.read(fields("fault=unavailable;customer=subscription-1")).befalls(OWNERS_USAGE)).isTrue();
    }

    @Test
    void sparesTheFirstAndGoesOffAfterTheLast() {
        Faults faults = new Faults();
        faults.switchOn(Fault.read(fields("fault=unavailable;after=2;times=3")));

        assertThat(befallen(faults, 10)).containsExactly(2, 3, 4);
        assertThat(faults.on()).isEmpty();
    }

    @Test
    void befallsTheSameRequestsForTheSameSeed() {
        assertThat(befallenWithSeed(42)).isEqualTo(befallenWithSeed(42)).hasSizeBetween(30, 70);
        assertThat(befallenWithSeed(42)).isNotEqualTo(befallenWithSeed(43));
    }

    @Test
    void letsTheFirstSwitchedOnBefall() {
        Faults faults = new Faults();
        Faults.On first = faults.switchOn(Fault.read(fields("fault=unavailable;calls=usage")));
        faults.switchOn(Fault.read(fields("fault=gone")));

        assertThat(faults.befalling(OWNERS_USAGE, _ -> true)).map(Faults.On::id).contains(first.id());
        assertThat(faults.switchOff(first.id())).isTrue();
        assertThat(faults.switchOff(first.id())).isFalse();
        assertThat(faults.befalling(OWNERS_USAGE, _ -> true)).map(on -> on.fault().kind()).contains(FaultKind.GONE);
    }

    @Test
    void writesRetryAfterInBothForms() {
        Instant now = Instant.parse("2026-07-05T20:00:00.5Z");

        assertThat(new RetryAfter.Seconds(Duration.ofMinutes(2)).header(now)).isEqualTo("120");
        assertThat(new RetryAfter.Date(Duration.ofMinutes(2)).header(now)).isEqualTo("Sun, 05 Jul 2026 20:02:00 GMT");
    }

    @Test
    void tellsSecretsApartAndGivesNoneAway() {
        assertThat(Fingerprint.of("a")).isEqualTo("ca978112ca1b").isNotEqualTo(Fingerprint.of("b"));
    }

    private static List<Integer> befallenWithSeed(int seed) {
        Faults faults = new Faults();
        faults.switchOn(Fault.read(fields("fault=unavailable;probability=0.5;seed=" + seed)));
        return befallen(faults, 100);
    }

    private static List<Integer> befallen(Faults faults, int calls) {
        return IntStream.range(0, calls)
                .filter(_ -> faults.befalling(OWNERS_USAGE, _ -> true).isPresent())
                .boxed()
                .toList();
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : text.split(";")) {
            String[] parts = field.split("=", 2);
            fields.put(parts[0].strip(), parts[1]);
        }
        return fields;
    }
}
