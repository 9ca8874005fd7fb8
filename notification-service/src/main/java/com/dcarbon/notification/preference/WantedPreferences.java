// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.preference;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

import io.swagger.v3.oas.annotations.media.Schema;

/** What a person wants from now on; kinds that are not named stay as they are. */
record WantedPreferences(@NotNull @Size(max = 100) @Nullable List<@Valid @NotNull Item> items) {

    /** What else an item of the list has may come back with it. */
    @JsonIgnoreProperties({"title", "description", "locked"})
    record Item(@NotBlank @Schema(example = "authorization_succeeded") @Nullable String kind,
            @NotNull @Nullable Boolean email, @NotNull @Nullable Boolean inApp) {}
}
