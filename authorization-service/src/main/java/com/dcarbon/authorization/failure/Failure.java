// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.failure;

/**
 * What went wrong, in words for a person.
 *
 * @param code the stable reason, snake_case
 * @param message what went wrong
 * @param action what that person can do
 * @param retryable whether trying again can help
 */
public record Failure(String code, String message, String action, boolean retryable) {}
