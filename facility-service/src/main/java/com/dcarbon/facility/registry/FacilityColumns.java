// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.events.authorization.AuthorizationSnapshot.Failure;
import com.dcarbon.events.facility.FacilitySnapshot.ProviderChange;
import com.dcarbon.facility.rules.Address;
import com.dcarbon.facility.rules.Facility;
import com.dcarbon.facility.rules.Finance;
import com.dcarbon.facility.rules.Installer;
import com.dcarbon.facility.rules.UtilityAuthorization;
import com.dcarbon.facility.rules.UtilityChange;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;

/** A facility as the values of its row; {@link FacilityRows} is the way back. {@link Syncs} writes when it was read. */
final class FacilityColumns {
    private final Map<String, Parameter> values = new LinkedHashMap<>();

    private FacilityColumns() {}

    static Map<String, Parameter> of(Facility facility) {
        var columns = new FacilityColumns();
        columns.people(facility);
        columns.details(facility);
        columns.authorization(facility.authorization(), facility.authStatus());
        columns.providerChange(facility.providerChange());
        columns.progress(facility);
        return columns.values;
    }

    private void people(Facility facility) {
        put("id", UUID.class, facility.id());
        put("owner_role", String.class, facility.ownerRole().wire());
        put("owner_user_id", String.class, facility.owner().userId());
        put("owner_name", String.class, facility.owner().name());
        put("owner_email", String.class, facility.owner().email());
    }

    private void details(Facility facility) {
        put("name", String.class, facility.editable().name());
        put("utility_provider_id", String.class, facility.editable().utilityProviderId());
        Address address = facility.editable().address();
        put("address_line1", String.class, address == null ? null : address.line1());
        put("address_line2", String.class, address == null ? null : address.line2());
        put("address_city", String.class, address == null ? null : address.city());
        put("address_state", String.class, address == null ? null : address.state());
        put("address_postal_code", String.class, address == null ? null : address.postalCode());
        put("address_country", String.class, address == null ? null : address.country());
        Finance finance = facility.editable().finance();
        Finance.Type type = finance == null ? null : finance.type();
        put("finance_type", String.class, type == null ? null : type.wire());
        put("finance_company", String.class, finance == null ? null : finance.company());
        Installer installer = facility.editable().installer();
        put("installer_name", String.class, installer == null ? null : installer.name());
        put("system_size_kw_dc", BigDecimal.class, installer == null ? null : installer.systemSizeKwDc());
        put("system_size_kw_ac", BigDecimal.class, installer == null ? null : installer.systemSizeKwAc());
        put("commercial_operation_date", LocalDate.class,
                installer == null ? null : installer.commercialOperationDate());
    }

    private void authorization(@Nullable UtilityAuthorization auth, @Nullable AuthStatus status) {
        put("authorization_id", UUID.class, auth == null ? null : auth.id());
        put("auth_status", String.class, status == null ? null : status.wire());
        put("auth_method", String.class, auth == null ? null : auth.method().wire());
        put("auth_provider", String.class, auth == null ? null : auth.providerId());
        put("auth_id", String.class, auth == null ? null : auth.authId());
        put("auth_version", Long.class, auth == null ? null : auth.version());
        put("auth_attempted_at", Instant.class, auth == null ? null : auth.lastAttemptAt());
        Failure error = auth == null ? null : auth.error();
        put("auth_error_code", String.class, error == null ? null : error.code());
        put("auth_error_message", String.class, error == null ? null : error.message());
        put("auth_error_action", String.class, error == null ? null : error.action());
        put("auth_error_retryable", Boolean.class, error == null ? null : error.retryable());
    }

    private void providerChange(@Nullable UtilityChange asked) {
        ProviderChange change = asked == null ? null : asked.request();
        put("change_id", UUID.class, change == null ? null : change.id());
        put("change_provider_id", String.class, change == null ? null : change.providerId());
        put("change_requested_at", Instant.class, change == null ? null : change.requestedAt());
        put("change_requested_by", String.class, change == null ? null : change.requestedBy());
        put("change_requested_by_name", String.class, change == null ? null : change.requestedByName());
        put("change_ip_address", String.class, change == null ? null : change.ipAddress());
        put("change_from_provider_id", String.class, asked == null ? null : asked.fromProviderId());
        put("change_settled", Boolean.class, asked != null && asked.settled());
    }

    private void progress(Facility facility) {
        put("registration_status", String.class, facility.registration().status().wire());
        put("registration_step", String.class, facility.registration().step().wire());
        put("registration_updated_at", Instant.class, facility.registration().updatedAt());
        put("created_at", Instant.class, facility.createdAt());
        put("updated_at", Instant.class, facility.updatedAt());
        put("version", Long.class, facility.version());
        put("edit_version", Long.class, facility.editVersion());
    }

    private <T> void put(String column, Class<T> type, @Nullable T value) {
        values.put(column, value == null ? Parameters.in(type) : Parameters.in(value));
    }
}
