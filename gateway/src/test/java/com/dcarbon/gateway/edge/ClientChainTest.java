// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class ClientChainTest {
    private static final String PEER = "10.0.0.1";

    @Test
    void believesOnlyThePeerWhenNoProxyStandsBefore() {
        assertThat(new ClientChain(0).clientAddress(List.of("1.2.3.4"), PEER)).isEqualTo(PEER);
    }

    @Test
    void takesWhatTheOneProxySaw() {
        assertThat(new ClientChain(1).clientAddress(List.of("6.6.6.6, 203.0.113.7"), PEER)).isEqualTo("203.0.113.7");
    }

    @Test
    void countsProxiesFromTheRightOverSeveralLines() {
        assertThat(new ClientChain(2).clientAddress(List.of("6.6.6.6", "203.0.113.7,10.0.0.9"), PEER))
                .isEqualTo("203.0.113.7");
    }

    @Test
    void takesTheFarthestHopWhenThereAreFewerThanExpected() {
        assertThat(new ClientChain(3).clientAddress(List.of("203.0.113.7"), PEER)).isEqualTo("203.0.113.7");
    }

    @Test
    void readsAddressesWithPortsAndBrackets() {
        assertThat(new ClientChain(1).clientAddress(List.of("203.0.113.7:4711"), PEER)).isEqualTo("203.0.113.7");
        assertThat(new ClientChain(1).clientAddress(List.of("[2001:db8::1]:4711"), PEER)).isEqualTo("2001:db8::1");
        assertThat(new ClientChain(1).clientAddress(List.of("2001:db8::1"), PEER)).isEqualTo("2001:db8::1");
    }

    @Test
    void fallsBackToThePeerWhenTheEntryIsNoAddress() {
        assertThat(new ClientChain(1).clientAddress(List.of("<script>"), PEER)).isEqualTo(PEER);
        assertThat(new ClientChain(1).clientAddress(List.of("unknown"), PEER)).isEqualTo(PEER);
    }
}
