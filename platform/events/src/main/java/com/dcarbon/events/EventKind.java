// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.events.authorization.AuthorizationCreated;
import com.dcarbon.events.authorization.AuthorizationFailed;
import com.dcarbon.events.authorization.AuthorizationMethodChanged;
import com.dcarbon.events.authorization.AuthorizationRetried;
import com.dcarbon.events.authorization.AuthorizationRevoked;
import com.dcarbon.events.authorization.AuthorizationSnapshot;
import com.dcarbon.events.authorization.AuthorizationTokenRotated;
import com.dcarbon.events.authorization.AuthorizationTokenRotationFailed;
import com.dcarbon.events.authorization.ProviderNotified;
import com.dcarbon.events.authorization.ReauthorizationRequired;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.InvitationUndeliverable;
import com.dcarbon.events.intervals.IntervalDataImported;
import com.dcarbon.events.intervals.MetersImported;
import com.dcarbon.events.intervals.ProviderDowntime;
import com.dcarbon.events.intervals.ProviderRecovered;
import com.dcarbon.events.intervals.SyncFailed;

/** Every kind of event that is published: on which topic, under which name, with which data. */
public enum EventKind {
    AUTHORIZATION_CREATED(Topic.AUTHORIZATIONS, "authorization_created", AuthorizationCreated.class),
    AUTHORIZATION_FAILED(Topic.AUTHORIZATIONS, "authorization_failed", AuthorizationFailed.class),
    AUTHORIZATION_REVOKED(Topic.AUTHORIZATIONS, "authorization_revoked", AuthorizationRevoked.class),
    REAUTHORIZATION_REQUIRED(Topic.AUTHORIZATIONS, "reauthorization_required", ReauthorizationRequired.class),
    AUTHORIZATION_METHOD_CHANGED(Topic.AUTHORIZATIONS, "authorization_method_changed",
            AuthorizationMethodChanged.class),
    AUTHORIZATION_RETRIED(Topic.AUTHORIZATIONS, "authorization_retried", AuthorizationRetried.class),
    AUTHORIZATION_TOKEN_ROTATED(Topic.AUTHORIZATIONS, "authorization_token_rotated", AuthorizationTokenRotated.class),
    AUTHORIZATION_TOKEN_ROTATION_FAILED(Topic.AUTHORIZATIONS, "authorization_token_rotation_failed",
            AuthorizationTokenRotationFailed.class),
    AUTHORIZATION_CHANGED(Topic.AUTHORIZATION_STATUS, "authorization_changed", AuthorizationSnapshot.class),
    PROVIDER_NOTIFIED(Topic.PROVIDER_HINTS, "provider_notified", ProviderNotified.class),
    METERS_IMPORTED(Topic.INTERVAL_DATA, "meters_imported", MetersImported.class),
    INTERVAL_DATA_IMPORTED(Topic.INTERVAL_DATA, "interval_data_imported", IntervalDataImported.class),
    SYNC_FAILED(Topic.INTERVAL_DATA, "sync_failed", SyncFailed.class),
    PROVIDER_DOWNTIME(Topic.INTERVAL_DATA, "provider_downtime", ProviderDowntime.class),
    PROVIDER_RECOVERED(Topic.INTERVAL_DATA, "provider_recovered", ProviderRecovered.class),
    FACILITY_REGISTERED(Topic.FACILITIES, "facility_registered", FacilitySnapshot.class),
    FACILITY_UPDATED(Topic.FACILITIES, "facility_updated", FacilitySnapshot.class),
    OPERATOR_INVITED(Topic.FACILITIES, "operator_invited", FacilitySnapshot.class),
    OPERATOR_ASSIGNED(Topic.FACILITIES, "operator_assigned", FacilitySnapshot.class),
    OPERATOR_WITHDRAWN(Topic.FACILITIES, "operator_withdrawn", FacilitySnapshot.class),
    PROVIDER_CHANGE_REQUESTED(Topic.FACILITIES, "provider_change_requested", FacilitySnapshot.class),
    INVITATION_UNDELIVERABLE(Topic.INVITATION_DELIVERIES, "invitation_undeliverable", InvitationUndeliverable.class),
    /** Audit records carry the name of what they record as their type, so this one stands for all of them. */
    AUDIT_RECORDED(Topic.AUDIT, "*", AuditRecord.class);

    private static final String SCHEMA_BASE = "https://schemas.dcarbon.example/events/";

    private final Topic topic;
    private final String typeName;
    private final Class<? extends EventData> dataType;

    EventKind(Topic topic, String typeName, Class<? extends EventData> dataType) {
        this.topic = topic;
        this.typeName = typeName;
        this.dataType = dataType;
    }

    public Topic topic() {
        return topic;
    }

    /** The event's name on the wire ({@code ce_type}). */
    public String typeName() {
        return typeName;
    }

    public Class<? extends EventData> dataType() {
        return dataType;
    }

    /** The schema's file name in {@code schemas/} of this jar. */
    public String schemaFile() {
        return schemaName() + ".schema.json";
    }

    /** The stable URI of the data's JSON Schema ({@code ce_dataschema}). */
    public URI dataSchema() {
        return URI.create(SCHEMA_BASE + schemaFile());
    }

    private String schemaName() {
        return dataType.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT);
    }

    /** The kind that a record of that topic and type is, or empty for one that this version does not know. */
    public static Optional<EventKind> of(Topic topic, String typeName) {
        return kindsOn(topic).stream()
                .filter(kind -> kind.typeName.equals(typeName) || kind == AUDIT_RECORDED)
                .findFirst();
    }

    private static List<EventKind> kindsOn(Topic topic) {
        return Arrays.stream(values()).filter(kind -> kind.topic == topic).toList();
    }
}
