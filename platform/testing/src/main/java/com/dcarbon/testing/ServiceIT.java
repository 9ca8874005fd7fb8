// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.annotation.AliasFor;

/**
 * A test of a whole service on a free port, on a real Postgres (a fresh database per Spring context), a real Kafka and
 * a real token check. {@link TestIdentityProvider}, {@link KafkaProbe} and {@link TestPostgres.Database} can be
 * injected.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
public @interface ServiceIT {
    /** Further properties, as {@code name=value}. */
    @AliasFor(annotation = SpringBootTest.class, attribute = "properties")
    String[] properties() default {};

    /** Whether the service works with a role that does not own its database; the owner's then runs the migrations. */
    boolean ownedApart() default false;

    /** The classes to start; by default the application around the test. */
    @AliasFor(annotation = SpringBootTest.class, attribute = "classes")
    Class<?>[] classes() default {};
}
