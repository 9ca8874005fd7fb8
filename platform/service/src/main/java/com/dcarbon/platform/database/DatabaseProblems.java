// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.database;

import java.time.Duration;
import java.util.Optional;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.problem.ProblemTranslator;

/**
 * A database that cannot be reached passes; the caller may try again. Text that no column can hold never gets better:
 * whoever looks for it, or sends it, is told.
 */
final class DatabaseProblems implements ProblemTranslator {
    private static final Duration SOON = Duration.ofSeconds(5);

    @Override
    public Optional<ProblemException> translate(Throwable error) {
        if (SqlState.is(SqlState.UNSTORABLE_CHARACTER, error)) {
            return Optional.of(new ProblemException(CommonProblem.INVALID_REQUEST,
                    "The request holds the character U+0000, which no text here may have."));
        }
        return switch (error) {
            case DataAccessResourceFailureException _,TransientDataAccessException _,CannotCreateTransactionException _ ->
                Optional.of(new ProblemException(CommonProblem.UNAVAILABLE, "The data cannot be reached right now.")
                        .retryAfter(SOON));
            default -> Optional.empty();
        };
    }
}
