// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.providers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

    @ParameterizedTest
    @ValueSource(strings = {"64:ff9b::10.0.0.5", "64:ff9b:1::a00:5", "2002:a00:5::1", "240.0.0.1", "127.0.0.1",
            "127.9.9.9", "0.0.0.0", "0.1.2.3", "10.1.2.3", "172.16.0.1", "172.31.255.255",
            "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.127.0.1", "224.0.0.1", "::1", "::", "fe80::1",
            "fc00::1", "fd12:3456::1", "fec0::1", "ff02::1", "::ffff:10.1.2.3", "[::1]", "::ffff:169.254.169.254"})
    void areNotThoseOfThisMachineOrNetwork(String address) {
        assertThat(PublicAddresses.mayBe(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.7", "172.32.0.1", "100.128.0.1", "2001:db8::1", "64:ff9b::203.0.113.7",
            "api.example.com"})
    void areAllOthers(String host) {
        assertThat(PublicAddresses.mayBe(host)).isTrue();
    }

    @Test
    void leaveNothingOfANameThatLeadsInside() {
        assertThat(PublicAddresses.among(List.of(at("10.0.0.1"), at("::1")))).isEmpty();
        assertThat(PublicAddresses.among(List.of(at("10.0.0.1"), at("203.0.113.7"))))
                .isEqualTo(List.of(at("203.0.113.7")));
    }

    private static InetSocketAddress at(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), 443);
    }
}
