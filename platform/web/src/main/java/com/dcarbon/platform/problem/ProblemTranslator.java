// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.problem;

import java.util.Optional;

/** Knows exceptions of one library and the problem each of them means. */
@FunctionalInterface
public interface ProblemTranslator {

    /** The problem, or empty if this translator does not know the exception. */
    Optional<ProblemException> translate(Throwable error);
}
