// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.openapi;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;

/**
 * Tells in the API document what the code knows: a record's component is always there, and may be null only if it is
 * {@code @Nullable}. Swagger itself does not read annotations on types.
 */
final class RecordNullness implements ModelConverter {
    private static final String NULL = "null";
    private static final String MODELS = "#/components/schemas/";

    private final ObjectMapper json;

    RecordNullness(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public @Nullable Schema<?> resolve(AnnotatedType type, ModelConverterContext context,
            Iterator<ModelConverter> chain) {
        Schema<?> resolved = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        JavaType java = json.constructType(type.getType());
        if (resolved != null && java != null && java.getRawClass().isRecord()) {
            Schema<?> model = model(resolved, context.getDefinedModels());
            if (model.getProperties() != null) {
                describe(model, java.getRawClass().getRecordComponents());
            }
        }
        return resolved;
    }

    private static Schema<?> model(Schema<?> resolved, @SuppressWarnings("rawtypes") Map<String, Schema> models) {
        String reference = resolved.get$ref();
        Schema<?> model = reference == null ? null : models.get(reference.substring(MODELS.length()));
        return model == null ? resolved : model;
    }

    private static void describe(Schema<?> model, RecordComponent[] components) {
        Set<String> required = new LinkedHashSet<>();
        for (RecordComponent component : components) {
            String name = jsonName(component);
            Schema<?> property = model.getProperties().get(name);
            if (property == null) {
                continue;
            }
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                model.getProperties().put(name, orNull(property));
            } else {
                required.add(name);
            }
        }
        model.setRequired(new ArrayList<>(required));
        model.setTypes(Set.of("object"));
    }

    private static String jsonName(RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null || named.value().isEmpty()
                ? PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName())
                : named.value();
    }

    @SuppressWarnings("unchecked") // null is a value of every type of enumeration
    private static Schema<?> orNull(Schema<?> property) {
        if (property.get$ref() != null) {
            return new Schema<>().oneOf(List.of(property, new Schema<>().types(Set.of(NULL))));
        }
        if (property.getTypes() != null) {
            property.addType(NULL);
        }
        List<?> words = property.getEnum();
        if (words != null && !words.contains(null)) {
            List<@Nullable Object> wordsOrNull = new ArrayList<>(words);
            wordsOrNull.add(null);
            ((Schema<Object>) property).setEnum(wordsOrNull);
        }
        return property;
    }
}
