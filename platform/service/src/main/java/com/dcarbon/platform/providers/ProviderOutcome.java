// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.providers;

import java.util.function.Function;

/**
 * What a call to a provider came to. Trouble is a value and no exception, so that nobody can forget one kind of it.
 *
 * @param <T> what success brings
 */
public sealed interface ProviderOutcome<T> {

    /** The provider did as asked. */
    record Succeeded<T>(T value) implements ProviderOutcome<T> {}

    /** It did not. */
    record Failed<T>(ProviderTrouble trouble) implements ProviderOutcome<T> {}

    static <T> ProviderOutcome<T> succeeded(T value) {
        return new Succeeded<>(value);
    }

    static <T> ProviderOutcome<T> failed(ProviderTrouble trouble) {
        return new Failed<>(trouble);
    }

    /** The same trouble, or what the next step makes of the value. */
    default <R> ProviderOutcome<R> then(Function<? super T, ProviderOutcome<R>> next) {
        return switch (this) {
            case Succeeded<T>(T value) -> next.apply(value);
            case Failed<T>(ProviderTrouble trouble) -> new Failed<>(trouble);
        };
    }

    /** The value of the metric's tag {@code outcome}: {@code success} or the trouble's. */
    default String tag() {
        return switch (this) {
            case Succeeded<T> _ -> "success";
            case Failed<T>(ProviderTrouble trouble) -> trouble.tag();
        };
    }
}
