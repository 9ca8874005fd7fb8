// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.events.authorization.AuthorizationSnapshot.Failure;
import com.dcarbon.events.facility.FacilitySnapshot.Invitation;
import com.dcarbon.events.facility.FacilitySnapshot.ProviderChange;
import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.events.facility.Person;
import com.dcarbon.events.facility.RegistrationStatus;
import com.dcarbon.facility.rules.Address;
import com.dcarbon.facility.rules.Editable;
import com.dcarbon.facility.rules.Facility;
import com.dcarbon.facility.rules.Finance;
import com.dcarbon.facility.rules.Installer;
import com.dcarbon.facility.rules.Operator;
import com.dcarbon.facility.rules.Registration;
import com.dcarbon.facility.rules.RegistrationStep;
import com.dcarbon.facility.rules.Sync;
import com.dcarbon.facility.rules.Taker;
import com.dcarbon.facility.rules.UtilityAuthorization;
import com.dcarbon.facility.rules.UtilityChange;

import io.r2dbc.spi.Readable;

/** Reads a facility from its row; {@link FacilityColumns} is the way there. */
final class FacilityRows {
    private final Readable row;

    private FacilityRows(Readable row) {
        this.row = row;
    }

    static Facility facility(Readable row) {
        return new FacilityRows(row).facility();
    }

    private Facility facility() {
        return new Facility(required("id", UUID.class), OwnerRole.of(required("owner_role", String.class)),
                new Person(text("owner_user_id"), text("owner_name"), text("owner_email")), operator(), editable(),
                registration(), authorization(),
                new Sync(row.get("last_sync", Instant.class), row.get("sync_succeeded_at", Instant.class),
                        row.get("sync_failed_at", Instant.class)),
                providerChange(),
                required("created_at", Instant.class), required("updated_at", Instant.class),
                required("version", Long.class), required("edit_version", Long.class));
    }

    private @Nullable Operator operator() {
        String status = text("operator_status");
        return status == null
                ? null
                : new Operator(required("operator_email", String.class), OperatorStatus.of(status), taker(),
                        invitation());
    }

    private @Nullable Taker taker() {
        String userId = text("operator_user_id");
        return userId == null
                ? null
                : new Taker(userId, text("operator_name"), text("operator_user_email"),
                        required("operator_user_email_verified", Boolean.class));
    }

    private @Nullable Invitation invitation() {
        UUID id = row.get("invitation_id", UUID.class);
        return id == null
                ? null
                : new Invitation(id, required("invitation_key_id", Integer.class),
                        required("invitation_expires_at", Instant.class));
    }

    private @Nullable UtilityChange providerChange() {
        UUID id = row.get("change_id", UUID.class);
        return id == null
                ? null
                : new UtilityChange(new ProviderChange(id, required("change_provider_id", String.class),
                        required("change_requested_at", Instant.class), required("change_requested_by", String.class),
                        text("change_requested_by_name"), text("change_ip_address")), text("change_from_provider_id"),
                        required("change_settled", Boolean.class));
    }

    private Editable editable() {
        return new Editable(required("name", String.class), address(), finance(), installer(),
                text("utility_provider_id"));
    }

    private @Nullable Address address() {
        return ifAny("address_line1", "address_line2", "address_city", "address_state", "address_postal_code",
                "address_country")
                        ? new Address(text("address_line1"), text("address_line2"), text("address_city"),
                                text("address_state"), text("address_postal_code"), text("address_country"))
                        : null;
    }

    private @Nullable Finance finance() {
        String type = text("finance_type");
        return ifAny("finance_type", "finance_company")
                ? new Finance(type == null ? null : Finance.Type.of(type), text("finance_company"))
                : null;
    }

    private @Nullable Installer installer() {
        return ifAny("installer_name", "system_size_kw_dc", "system_size_kw_ac", "commercial_operation_date")
                ? new Installer(text("installer_name"), row.get("system_size_kw_dc", BigDecimal.class),
                        row.get("system_size_kw_ac", BigDecimal.class),
                        row.get("commercial_operation_date", LocalDate.class))
                : null;
    }

    private Registration registration() {
        return new Registration(RegistrationStatus.of(required("registration_status", String.class)),
                RegistrationStep.of(required("registration_step", String.class)),
                required("registration_updated_at", Instant.class));
    }

    private @Nullable UtilityAuthorization authorization() {
        UUID id = row.get("authorization_id", UUID.class);
        return id == null
                ? null
                : new UtilityAuthorization(id, AuthStatus.of(required("auth_status", String.class)),
                        AuthMethod.of(required("auth_method", String.class)), required("auth_provider", String.class),
                        text("auth_id"), failure(), required("auth_version", Long.class),
                        required("auth_attempted_at", Instant.class));
    }

    private @Nullable Failure failure() {
        String code = text("auth_error_code");
        return code == null
                ? null
                : new Failure(code, required("auth_error_message", String.class),
                        required("auth_error_action", String.class), required("auth_error_retryable", Boolean.class));
    }

    private boolean ifAny(String... columns) {
        return Stream.of(columns).anyMatch(column -> row.get(column) != null);
    }

    private @Nullable String text(String column) {
        return row.get(column, String.class);
    }

    private <T> T required(String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
