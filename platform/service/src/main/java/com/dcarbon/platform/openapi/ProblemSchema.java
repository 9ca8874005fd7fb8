// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.openapi;

import java.util.List;

import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;

/** The shape of problem details, as {@code ProblemWriter} writes them. */
final class ProblemSchema {

    private ProblemSchema() {}

    static Schema<?> reference() {
        return new Schema<>().$ref("#/components/schemas/Problem");
    }

    static Schema<?> problem() {
        return new ObjectSchema()
                .addProperty("type", new StringSchema().description("stable URI of the kind"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema().description("what happened in this case"))
                .addProperty("instance", new StringSchema())
                .addProperty("code", new StringSchema().description("stable snake_case name of the kind"))
                .addProperty("action", new StringSchema().description("what the reader can do next"))
                .addProperty("retryable", new BooleanSchema())
                .addProperty("errors", new ArraySchema()
                        .items(new Schema<>().$ref("#/components/schemas/InvalidField")))
                .addProperty("trace_id", new StringSchema())
                .required(List.of("type", "title", "status", "detail", "code", "action", "retryable"));
    }

    static Schema<?> invalidField() {
        return new ObjectSchema()
                .addProperty("field", new StringSchema())
                .addProperty("message", new StringSchema())
                .required(List.of("field", "message"));
    }
}
