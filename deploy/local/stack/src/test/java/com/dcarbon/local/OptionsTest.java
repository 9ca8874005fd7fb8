// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.dcarbon.local.service.Service;

class OptionsTest {

    @Test
    void walksTheStoryOnKeptDataWithEveryService() {
        Options options = parse();
        assertThat(options.demo()).isTrue();
        assertThat(options.fresh()).isFalse();
        assertThat(options.prepare()).isFalse();
        assertThat(options.services()).containsExactlyElementsOf(EnumSet.allOf(Service.class));
    }

    @Test
    void takesEveryOption() {
        Options options = parse("--detach", "--no-demo", "--fresh", "--prepare", "--without", "audit-service", "--port",
                "gateway=18080", "--port", "smtp=12525");
        assertThat(options.demo()).isFalse();
        assertThat(options.fresh()).isTrue();
        assertThat(options.prepare()).isTrue();
        assertThat(options.services()).doesNotContain(Service.AUDIT).hasSize(Service.values().length - 1);
        assertThat(options.ports().of(Port.GATEWAY)).isEqualTo(18080);
        assertThat(options.ports().of(Port.SMTP)).isEqualTo(12525);
    }

    @Test
    void explainsWhatItDoesNotKnow() {
        assertThatThrownBy(() -> parse("--quick")).isInstanceOf(StackFailure.class)
                .hasMessageContaining("'--quick'")
                .hasMessageContaining("usage: deploy/local/up");
        assertThatThrownBy(() -> parse("--without", "billing")).hasMessageContaining("'billing' is no service");
        assertThatThrownBy(() -> parse("--port")).isInstanceOf(StackFailure.class);
    }

    @Test
    void letsTheEnvironmentOfItsUserWinWhereServicesMayAgree() {
        assertThat(Up.chosenByTheUser(Map.of("DCARBON_PROVIDERS_DIRECTORY", "/profiles", "DCARBON_DATABASE_NAME", "x",
                "SERVER_PORT", "1", "DCARBON_PORT_GATEWAY", "2", "HOME", "/home")))
                .containsOnlyKeys("DCARBON_PROVIDERS_DIRECTORY");
    }

    private static Options parse(String... arguments) {
        return Options.parse(arguments, Map.of());
    }
}
