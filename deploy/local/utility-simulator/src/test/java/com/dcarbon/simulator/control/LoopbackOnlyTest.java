// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopbackOnlyTest {
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"127.0.0.1, http://localhost:9100/pge/control, -, true",
            "::1, http://[::1]:9100/pge/control, -, true",
            "127.0.0.1, http://127.0.0.1:9100/pge/control, http://127.0.0.1:9100, true",
            "192.0.2.7, http://localhost:9100/pge/control, -, false",
            "2001:db8::7, http://localhost:9100/pge/control, -, false",
            "127.0.0.1, http://rebound.example:9100/pge/control, -, false",
            "127.0.0.1, http://localhost:9100/pge/control, http://evil.example, false",
            "127.0.0.1, http://localhost:9100/pge/control, null, false",
            "127.0.0.1, http://localhost:9100/pge/control, http://localhost:3000, false"})
    void opensToThisMachineOnly(String caller, URI asked, String origin, boolean open) throws Exception {
        assertThat(LoopbackOnly.allows(InetAddress.getByName(caller), asked, origin)).isEqualTo(open);
    }
}
