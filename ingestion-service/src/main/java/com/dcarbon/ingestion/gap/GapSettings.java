// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.gap;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import com.dcarbon.ingestion.gap.rules.Asking;

/**
 * How long what is missing is asked for.
 *
 * @param times after so many complete answers without it a gap counts as declared absent by the utility
 * @param patience but not before it has been known for so long
 * @param longest the longest entry of the ledger and the longest period that is asked for at once
 */
@Validated
@ConfigurationProperties("dcarbon.ingestion.gaps")
record GapSettings(@DefaultValue("5") @Min(1) @Max(1000) int times,
        @DefaultValue("30d") @NotNull Duration patience, @DefaultValue("60d") @NotNull Duration longest) {

    Asking asking() {
        return new Asking(times, patience, longest);
    }
}
