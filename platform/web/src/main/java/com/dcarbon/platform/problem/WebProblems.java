// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.problem;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.springframework.core.MethodParameter;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerErrorException;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;

/** The exceptions of WebFlux and Spring Security. Their own messages name classes, so none of them is shown. */
final class WebProblems implements ProblemTranslator {

    @Override
    public Optional<ProblemException> translate(Throwable error) {
        return Optional.ofNullable(switch (error) {
            case WebExchangeBindException e -> invalid(e.getAllErrors().stream().map(WebProblems::field).toList());
            case HandlerMethodValidationException e -> invalid(parameters(e));
            case MissingRequestValueException e -> ProblemException.invalidField(e.getName(), "is missing");
            case ServerWebInputException e -> input(e);
            case MethodNotAllowedException e -> new ProblemException(CommonProblem.METHOD_NOT_ALLOWED,
                    e.getHttpMethod() + " is not known here.");
            case NotAcceptableStatusException _ -> new ProblemException(CommonProblem.NOT_ACCEPTABLE,
                    "None of the formats in the Accept header can be produced.");
            case UnsupportedMediaTypeStatusException _ -> new ProblemException(CommonProblem.UNSUPPORTED_MEDIA_TYPE,
                    "The Content-Type of the request is missing or not understood here.");
            case AuthenticationServiceException _ -> new ProblemException(CommonProblem.UNAVAILABLE,
                    "The identity provider cannot be reached, so that no token can be checked.");
            case AuthenticationException _ -> new ProblemException(CommonProblem.UNAUTHENTICATED,
                    "The access token is missing, expired or not meant for this platform.");
            case AccessDeniedException _ -> new ProblemException(CommonProblem.FORBIDDEN,
                    "Your account may not make this call.");
            case ServerErrorException e when isBlankInPath(e) -> ofPath(Objects.requireNonNull(e.getMethodParameter()));
            case ResponseStatusException e -> ofStatus(e.getStatusCode());
            case DataBufferLimitException _ -> new ProblemException(CommonProblem.PAYLOAD_TOO_LARGE,
                    "The request's body is too large.");
            default -> null;
        });
    }

    private static ProblemException input(ServerWebInputException error) {
        if (causedBy(error, DataBufferLimitException.class)) {
            return new ProblemException(CommonProblem.PAYLOAD_TOO_LARGE, "The request's body is too large.");
        }
        var parameter = error.getMethodParameter();
        boolean ofBody = error.getCause() instanceof org.springframework.core.codec.CodecException;
        if (parameter == null || ofBody || parameter.getParameterName() == null) {
            return JsonBody.problem(error);
        }
        return ProblemException.invalidField(SnakeCase.of(parameter.getParameterName()), "does not have a valid value");
    }

    private static List<InvalidField> parameters(HandlerMethodValidationException error) {
        return error.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(problem -> problem instanceof FieldError field
                                ? field(field)
                                : new InvalidField(
                                        SnakeCase.of(String.valueOf(result.getMethodParameter().getParameterName())),
                                        String.valueOf(problem.getDefaultMessage()))))
                .toList();
    }

    private static InvalidField field(ObjectError error) {
        String name = error instanceof FieldError field ? field.getField() : error.getObjectName();
        return new InvalidField(SnakeCase.of(name), String.valueOf(error.getDefaultMessage()));
    }

    private static ProblemException invalid(List<InvalidField> fields) {
        String names = String.join(", ", fields.stream().map(InvalidField::field).distinct().toList());
        return new ProblemException(CommonProblem.INVALID_REQUEST, "Not valid: " + names + ".").withFields(fields);
    }

    private static boolean isBlankInPath(ServerErrorException error) {
        MethodParameter variable = error.getMethodParameter();
        return variable != null && variable.hasParameterAnnotation(PathVariable.class) && error.getCause() == null;
    }

    /** A variable of the path that is blank counts as one that the mapping forgot, which would be our fault. */
    private static ProblemException ofPath(MethodParameter variable) {
        return ProblemException.invalidField(SnakeCase.of(String.valueOf(variable.getParameterName())),
                "does not have a valid value");
    }

    private static ProblemException ofStatus(HttpStatusCode status) {
        return switch (status.value()) {
            case 404 -> ProblemException.notFound("This address");
            case 413 -> new ProblemException(CommonProblem.PAYLOAD_TOO_LARGE, "The request is too large.");
            case 503, 504, 502 -> new ProblemException(CommonProblem.UNAVAILABLE, "A part of the platform is away.");
            default -> status.is4xxClientError()
                    ? new ProblemException(CommonProblem.INVALID_REQUEST, "The request cannot be processed.")
                    : new ProblemException(CommonProblem.INTERNAL, "An unexpected error.");
        };
    }

    private static boolean causedBy(Throwable error, Class<? extends Throwable> type) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
