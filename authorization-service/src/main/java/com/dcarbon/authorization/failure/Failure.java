// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.failure;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import com.dcarbon.platform.providers.ProviderTrouble;
import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * What went wrong, in words for a person.
 *
 * @param code the stable reason, snake_case
 * @param message what went wrong
 * @param action what that person can do
 * @param retryable whether trying again can help
 * @param providerCode what the provider itself called it, for the timeline of administrators; null if it said nothing that
 *     looks like a code
 */
public record Failure(String code, String message, String action, boolean retryable,
        @JsonIgnore @Nullable String providerCode) {
    private static final Pattern SAID = Pattern.compile("(Authorization )?status ");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 _.:-]{0,79}");

    /** Of which the provider has said nothing. */
    public Failure(String code, String message, String action, boolean retryable) {
        this(code, message, action, retryable, null);
    }

    /** Status and error of the provider's answer, or what its record says; null for other details, which are our own words. */
    public static @Nullable String said(ProviderTrouble trouble) {
        return SAID.matcher(trouble.detail()).lookingAt() ? trouble.detail() : null;
    }

    /** The same with what the provider called it; free text of a provider is not kept, for it may hold personal data. */
    public Failure calledByProvider(@Nullable String name) {
        return new Failure(code, message, action, retryable,
                name != null && CODE.matcher(name).matches() ? name : null);
    }
}
