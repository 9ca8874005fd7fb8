// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import java.time.Duration;

import jakarta.validation.constraints.AssertTrue;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The utilities' token endpoints.
 *
 * @param tokenTimeout how long a token endpoint may take
 * @param exchangeLimit after which an exchange of a code or a refresh that has no outcome counts as interrupted; what is
 *     left of it after the utility's answer is how long a database may be away without harm
 */
@Validated
@ConfigurationProperties("dcarbon.authorization")
public record TokenSettings(@DefaultValue("20s") Duration tokenTimeout,
        @DefaultValue("50s") Duration exchangeLimit) {

    @AssertTrue(message = "exchange-limit must be longer than token-timeout")
    boolean isExchangeLimitLongEnough() {
        return exchangeLimit.compareTo(tokenTimeout) > 0;
    }
}
