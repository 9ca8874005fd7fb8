// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.support.TestPropertySourceUtils;

/**
 * Tells the context of a {@link ServiceIT} where its neighbours are; equal ones, so that contexts are shared.
 *
 * @param ownedApart whether the service is not its database's owner
 */
record Surroundings(boolean ownedApart) implements ContextCustomizer {

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        QuietNeighbours.hush();
        TestPostgres.Database database = TestPostgres.freshDatabase();
        addProperties(context, database);
        var beans = context.getBeanFactory();
        beans.registerSingleton("testDatabase", database);
        beans.registerSingleton("testIdentityProvider", TestIdentityProvider.shared());
        beans.registerSingleton("kafkaProbe", KafkaProbe.shared());
        // The last, because all that it stands on must outlive it.
        Closing.atTheEnd(context);
    }

    private void addProperties(ConfigurableApplicationContext context, TestPostgres.Database database) {
        var sources = context.getEnvironment().getPropertySources();
        var surroundings = new MapPropertySource("dcarbon-testing", properties(database));
        // A test's own properties win.
        if (sources.contains(TestPropertySourceUtils.INLINED_PROPERTIES_PROPERTY_SOURCE_NAME)) {
            sources.addAfter(TestPropertySourceUtils.INLINED_PROPERTIES_PROPERTY_SOURCE_NAME, surroundings);
        } else {
            sources.addFirst(surroundings);
        }
    }

    private Map<String, Object> properties(TestPostgres.Database database) {
        TestPostgres.Database own = ownedApart ? database.asGuest() : database;
        Map<String, Object> properties = new HashMap<>();
        properties.put("dcarbon.surroundings.local", true);
        properties.put("dcarbon.database.host", database.host());
        properties.put("dcarbon.database.port", database.port());
        properties.put("dcarbon.database.name", database.name());
        properties.put("dcarbon.database.username", own.username());
        properties.put("dcarbon.database.password", own.password());
        properties.put("dcarbon.database.owner.username", database.username());
        properties.put("dcarbon.database.owner.password", database.password());
        properties.put("dcarbon.kafka.bootstrap-servers", TestKafka.bootstrapServers());
        properties.put("dcarbon.security.issuer-uri", TestIdentityProvider.shared().issuer());
        properties.put("dcarbon.security.jwk-set-uri", TestIdentityProvider.shared().jwkSetUri());
        properties.put("dcarbon.security.audience", TestIdentityProvider.AUDIENCE);
        return properties;
    }

    /** Spring's test framework finds this in {@code META-INF/spring.factories}. */
    static final class Factory implements ContextCustomizerFactory {
        @Override
        public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
                List<ContextConfigurationAttributes> attributes) {
            ServiceIT test = AnnotatedElementUtils.findMergedAnnotation(testClass, ServiceIT.class);
            return test == null ? null : new Surroundings(test.ownedApart());
        }
    }
}
