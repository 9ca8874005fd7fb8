// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.openapi;

import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

import com.dcarbon.platform.security.Caller;
import com.dcarbon.platform.security.ClientAddress;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;

/** The API document of a service: snake_case like the JSON itself, bearer tokens, problems for every error. */
@AutoConfiguration
public class OpenApiAutoConfiguration {
    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class, ClientAddress.class);
    }

    @Bean
    OpenAPI openApi(@Value("${spring.application.name}") String service) {
        return new OpenAPI()
                .info(new Info().title("DCarbon " + service).version("1"))
                .components(new Components()
                        .addSecuritySchemes("bearer", new SecurityScheme().type(SecurityScheme.Type.HTTP)
                                .scheme("bearer").bearerFormat("JWT")))
                .addSecurityItem(new SecurityRequirement().addList("bearer"));
    }

    /** Swagger's own mapper, which still is Jackson 2, must write the names that Jackson 3 writes into the answers. */
    @Bean
    ModelResolver modelResolver() {
        return new ModelResolver(new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE));
    }

    @Bean
    RecordNullness recordNullness() {
        return new RecordNullness(new ObjectMapper());
    }

    @Bean
    OpenApiCustomizer problemResponses() {
        var problem = new ApiResponse().description("What went wrong and what to do (RFC 9457)")
                .content(new Content().addMediaType("application/problem+json",
                        new MediaType().schema(ProblemSchema.reference())));
        return document -> {
            // Only here: before, springdoc takes away what no controller refers to.
            document.getComponents().addSchemas("Problem", ProblemSchema.problem())
                    .addSchemas("InvalidField", ProblemSchema.invalidField());
            document.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .forEach(operation -> operation.getResponses().addApiResponse("default", problem));
        };
    }
}
