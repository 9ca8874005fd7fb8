// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token.rules;

/**
 * How a token endpoint answered. Each outcome has a meaning of its own, so none of them is an exception.
 *
 * @param <T> what success brings
 */
public sealed interface TokenAnswer<T> {

    /** It worked. */
    record Granted<T>(T value) implements TokenAnswer<T> {}

    /**
     * It did not.
     *
     * @param hint for logs: a status or a code of the protocol, never free text of the utility
     */
    record Refused<T>(Refusal refusal, String hint) implements TokenAnswer<T> {}
}
