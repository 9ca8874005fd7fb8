// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import static com.dcarbon.facility.rules.FacilityFixture.facility;
import static com.dcarbon.facility.rules.FacilityFixture.in;
import static com.dcarbon.facility.rules.FacilityFixture.operatedBy;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.OwnerRole;

class AttentionTest {

    @ParameterizedTest
    @CsvSource(nullValues = "none", textBlock = """
            pending,                  authorize
            authorized,               none
            failed,                   retry
            revoked,                  authorize
            reauthorization_required, reauthorize
            """)
    void asksWhoeverMayAuthorizeAndNobodyElse(String status, @Nullable String expected) {
        Facility operated = operatedBy(in(OwnerRole.OWNER, AuthStatus.of(status)), "operator", OperatorStatus.ACCEPTED);
        Facility own = in(OwnerRole.OWNER_OPERATOR, AuthStatus.of(status));

        assertThat(attention(operated, "operator")).isEqualTo(expected);
        assertThat(attention(own, "owner")).isEqualTo(expected);
        assertThat(attention(operated, "owner")).isNull();
        assertThat(attention(operated, "stranger")).isNull();
    }

    @Test
    void asksForTheFirstAuthorization() {
        assertThat(attention(facility(OwnerRole.RESIDENTIAL), "owner")).isEqualTo("authorize");
        assertThat(attention(facility(OwnerRole.OWNER), "owner")).isNull();
    }

    private static @Nullable String attention(Facility facility, String userId) {
        return Attention.of(facility, Viewer.of(facility, userId, false)).map(Attention::wire).orElse(null);
    }
}
