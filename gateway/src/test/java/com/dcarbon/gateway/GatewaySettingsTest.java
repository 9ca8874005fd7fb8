// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class GatewaySettingsTest {

    @Test
    void knowsEveryServicesAddress() {
        GatewaySettings settings = bind(properties());

        assertThat(settings.baseUrl(Service.AUDIT)).hasToString("http://audit:8080");
        assertThat(settings.isHttps()).isTrue();
    }

    @Test
    void refusesToStartWithoutAServicesAddress() {
        Map<String, String> properties = properties();
        properties.remove("dcarbon.gateway.services.audit");

        assertThatThrownBy(() -> bind(properties)).rootCause().hasMessageContaining("[AUDIT]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "https://*.example.com", "null", "https://app.example.com/", "app.example.com"})
    void refusesAnOriginThatIsNotExact(String origin) {
        Map<String, String> properties = properties();
        properties.put("dcarbon.gateway.allowed-origins", origin);

        assertThatThrownBy(() -> bind(properties)).rootCause().hasMessageContaining(origin);
    }

    private static Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        properties.put("dcarbon.gateway.public-url", "https://api.example.com");
        properties.put("dcarbon.gateway.allowed-origins", "https://app.example.com,http://localhost:3000");
        for (Service service : Service.values()) {
            properties.put("dcarbon.gateway.services." + service.id(), "http://" + service.id() + ":8080");
        }
        return properties;
    }

    private static GatewaySettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bind("dcarbon.gateway", GatewaySettings.class)
                .get();
    }
}
