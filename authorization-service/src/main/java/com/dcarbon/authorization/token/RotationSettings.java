// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import java.time.Duration;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The rotation of credentials.
 *
 * @param age no credentials get older than that while the provider gives new ones
 * @param jitter how much earlier each may be rotated, so that what came on one day does not become due on one day
 * @param requestsPerSecond how hard all replicas together may ask one provider for rotations, unless its profile asks for
 *     less
 * @param parallel how many rotations at one provider this process has under way at once
 * @param retryBase the longest wait after the first attempt that did not work; it doubles from then on
 * @param retryCap the longest wait
 * @param maxAttempts after how many attempts people are told that a rotation does not work; it is tried on
 * @param tellAgain how long after that they are told again, if it still does not
 * @param look how long to wait for something to become due
 */
@Validated
@ConfigurationProperties("dcarbon.authorization.rotation")
public record RotationSettings(@DefaultValue("90d") Duration age, @DefaultValue("7d") Duration jitter,
        @DefaultValue("5") @Positive double requestsPerSecond, @DefaultValue("4") @Min(1) @Max(64) int parallel,
        @DefaultValue("10m") Duration retryBase, @DefaultValue("12h") Duration retryCap,
        @DefaultValue("5") @Min(1) int maxAttempts, @DefaultValue("7d") Duration tellAgain,
        @DefaultValue("30s") Duration look) {

    @AssertTrue(message = "age must be longer than jitter, and neither may be negative")
    boolean isAgeLongerThanJitter() {
        return !jitter.isNegative() && age.compareTo(jitter) > 0;
    }

    @AssertTrue(message = "retry-base must be positive and not longer than retry-cap")
    boolean isRetryInOrder() {
        return retryBase.isPositive() && retryBase.compareTo(retryCap) <= 0;
    }

    @AssertTrue(message = "tell-again and look must be positive")
    boolean isPatient() {
        return tellAgain.isPositive() && look.isPositive();
    }
}
