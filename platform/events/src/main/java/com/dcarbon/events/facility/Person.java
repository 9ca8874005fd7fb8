// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events.facility;

import org.jspecify.annotations.Nullable;

/**
 * A person as a token described them, or as an owner invited them.
 *
 * @param userId the token's {@code sub}; null while an invitation is not accepted
 */
public record Person(@Nullable String userId, @Nullable String name, @Nullable String email) {}
