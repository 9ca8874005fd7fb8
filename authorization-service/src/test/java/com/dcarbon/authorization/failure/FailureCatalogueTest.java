// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.io.ClassPathResource;

class FailureCatalogueTest {
    private final FailureCatalogue catalogue = new FailureCatalogue();

    @ParameterizedTest
    @EnumSource(FailureCode.class)
    void saysForEveryReasonWhatHappenedAndWhatToDo(FailureCode code) {
        Failure failure = catalogue.of(code, "PG&E");

        assertThat(failure.code()).isEqualTo(code.wire()).matches("[a-z_]+");
        assertThat(failure.message()).endsWith(".").doesNotContain("{", "}");
        assertThat(failure.action()).endsWith(".").doesNotContain("{", "}");
    }

    @Test
    void namesTheUtility() {
        assertThat(catalogue.of(FailureCode.USER_CANCELLED, "PG&E").message())
                .isEqualTo("You stopped the authorization at PG&E. Nothing was shared.");
    }

    @Test
    void asksNobodyToRetryWhatOnlyWeCanRepair() {
        assertThat(catalogue.of(FailureCode.CONFIG_ERROR, "SCE").retryable()).isFalse();
        assertThat(catalogue.of(FailureCode.SCOPE_REJECTED, "SCE").retryable()).isFalse();
        assertThat(catalogue.of(FailureCode.CODE_EXPIRED, "SCE").retryable()).isTrue();
    }

    @Test
    void hasNoEntryThatNothingUses() throws IOException {
        String file = new ClassPathResource("messages/failures.yaml").getContentAsString(StandardCharsets.UTF_8);

        assertThat(file.lines().filter(line -> line.matches("  [a-z_]+:")).map(line -> line.strip().replace(":", "")))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(FailureCode.values()).map(FailureCode::wire)
                        .toList());
    }
}
