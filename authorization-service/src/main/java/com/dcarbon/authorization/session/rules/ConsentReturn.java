// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session.rules;

import org.jspecify.annotations.Nullable;

import com.dcarbon.authorization.failure.FailureCode;

/** What a browser brought back from the utility. */
public sealed interface ConsentReturn {

    /** A code to exchange. */
    record WithCode(String code) implements ConsentReturn {

        /** Without the code. */
        @Override
        public String toString() {
            return "WithCode[]";
        }
    }

    /** A pointer to a consent on which the provider still works. */
    record WithPointer(String pointer) implements ConsentReturn {

        /** Without the pointer. */
        @Override
        public String toString() {
            return "WithPointer[]";
        }
    }

    /**
     * No consent, or an error.
     *
     * @param error what the provider called it; null if it said nothing that its documents name
     */
    record WithoutConsent(FailureCode why, @Nullable String error) implements ConsentReturn {

        /** Of which the provider has said nothing. */
        public WithoutConsent(FailureCode why) {
            this(why, null);
        }

        /** What an error of the provider means; one that no document names may be anything, and is not kept. */
        public static WithoutConsent of(FailureCode why, String error) {
            return new WithoutConsent(why, why == FailureCode.UNKNOWN_ERROR ? null : error);
        }
    }

    /** It does not come from the utility that the session is for. */
    record Foreign() implements ConsentReturn {}
}
