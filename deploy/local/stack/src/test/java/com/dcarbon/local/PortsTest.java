// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

    @Test
    void areTheUsualOnesUnlessTheEnvironmentChoosesOthers() {
        Ports ports = Ports.from(Map.of("DCARBON_PORT_GATEWAY", "18080"));
        assertThat(ports.of(Port.GATEWAY)).isEqualTo(18080);
        assertThat(ports.of(Port.KAFKA)).isEqualTo(9092);
        assertThat(ports.http(Port.GATEWAY)).hasToString("http://localhost:18080");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http", ""})
    void refusesWhatIsNoPort(String number) {
        assertThatThrownBy(() -> Ports.from(Map.of("DCARBON_PORT_KAFKA", number))).isInstanceOf(StackFailure.class)
                .hasMessageContaining("DCARBON_PORT_KAFKA");
    }

    @Test
    void namesATakenPortAndWhoWantsIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports ports = Ports.free().with("inbox=" + taken.getLocalPort());
            assertThatThrownBy(ports::requireFree).isInstanceOf(StackFailure.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " is taken, and the inbox page wants it")
                    .hasMessageContaining("--port inbox=");
        }
    }

    @Test
    void namesAPortThatIsChosenTwice() {
        Ports ports = Ports.free();
        Ports twice = ports.with("kafka=" + ports.of(Port.GATEWAY));
        assertThatThrownBy(twice::requireFree).hasMessageContaining("the gateway").hasMessageContaining("Kafka");
    }

    @Test
    void findsFreeOnesThatAllDiffer() {
        Ports ports = Ports.free();
        assertThat(Arrays.stream(Port.values()).map(ports::of)).doesNotHaveDuplicates();
        assertThatCode(ports::requireFree).doesNotThrowAnyException();
    }

    @Test
    void refusesANameThatIsNotThere() {
        assertThatThrownBy(() -> Ports.free().with("gatway=1")).hasMessageContaining("'gatway'")
                .hasMessageContaining("gateway-management");
    }

    @Test
    void areReadAsTheyWereWritten(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("ports");
        Ports written = Ports.free();
        written.writeTo(file);
        Ports read = Ports.of(file, Map.of());
        assertThat(Arrays.stream(Port.values()).map(read::of))
                .containsExactlyElementsOf(Arrays.stream(Port.values()).map(written::of).toList());
    }
}
