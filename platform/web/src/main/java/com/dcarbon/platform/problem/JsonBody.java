// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.problem;

import java.util.List;
import java.util.stream.Collectors;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What was wrong with a JSON body: the place, never the parser's own words. */
final class JsonBody {

    private JsonBody() {}

    static ProblemException problem(Throwable error) {
        JacksonException cause = find(error);
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return about(path(unknown), "is not a field of this request");
        }
        if (cause instanceof DatabindException mismatch && !mismatch.getPath().isEmpty()) {
            return about(path(mismatch), "does not have a valid value");
        }
        return new ProblemException(CommonProblem.INVALID_REQUEST, "The request's body is missing or not valid JSON.");
    }

    private static ProblemException about(String field, String message) {
        return ProblemException.invalidField(field, message);
    }

    private static String path(JacksonException error) {
        List<Reference> path = error.getPath();
        return path.stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."));
    }

    private static @org.jspecify.annotations.Nullable JacksonException find(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof JacksonException jackson) {
                return jackson;
            }
        }
        return null;
    }
}
