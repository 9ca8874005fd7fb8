// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import com.dcarbon.ingestion.report.rules.Carry;

class WregisSettingsTest {
    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ConfigurationPropertiesAutoConfiguration.class))
            .withUserConfiguration(Settings.class);

    @EnableConfigurationProperties(WregisSettings.class)
    static class Settings {}

    @Test
    void doesNotStartUntilSomebodySaysHowOldAReadingMustBe() {
        service.run(context -> assertThat(context).hasFailed()
                .getFailure()
                .rootCause()
                .hasMessageContaining("minimumAge"));
        service.withPropertyValues("dcarbon.ingestion.wregis.minimum-age=-1d")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void leavesTheFractionToTheRegistryUnlessToldOtherwise() {
        service.withPropertyValues("dcarbon.ingestion.wregis.minimum-age=14d")
                .run(context -> assertThat(context.getBean(WregisSettings.class))
                        .isEqualTo(new WregisSettings(Duration.ofDays(14), Carry.REGISTRY)));
        service.withPropertyValues("dcarbon.ingestion.wregis.minimum-age=14d",
                "dcarbon.ingestion.wregis.carry=platform")
                .run(context -> assertThat(context.getBean(WregisSettings.class).carry()).isEqualTo(Carry.PLATFORM));
    }
}
