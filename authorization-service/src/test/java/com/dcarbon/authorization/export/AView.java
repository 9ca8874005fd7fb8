// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.export;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.authorization.detail.AuthorizationDetail;
import com.dcarbon.authorization.detail.TimelineStep;
import com.dcarbon.authorization.failure.Failure;
import com.dcarbon.authorization.record.AuthorizationItem;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.platform.security.Caller;
import com.dcarbon.platform.security.Role;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A full view with everything in it that makes a document hard. */
final class AView {
    static final UUID ID = UUID.fromString("0199f000-0000-7000-8000-000000000001");
    static final UUID FACILITY = UUID.fromString("0199f000-0000-7000-8000-000000000002");
    static final Caller ADMIN = new Caller("admin", null, true, "Ada Admin", Set.of(Role.ADMIN), "203.0.113.9");
    static final Instant NOW = Instant.parse("2026-11-20T08:15:00Z");

    private AView() {}

    static ExportDocument document(int steps, List<String> unavailable) {
        return DescribingAuthorization.describe(view(steps, unavailable), ADMIN, NOW);
    }

    private static AuthorizationDetail view(int steps, List<String> unavailable) {
        List<TimelineStep> timeline = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            timeline.add(new TimelineStep(step % 2 == 0 ? "started" : "failed", NOW.plusSeconds(step), step + 1,
                    new TimelineStep.Actor("user-" + step, "Ольга Оwner"), "timed_out", "access_denied", "203.0.113.7",
                    false));
        }
        return new AuthorizationDetail(ID,
                new AuthorizationItem.User("owner", "=HYPERLINK(\"http://evil.example\")", "owner@example.com"),
                FACILITY,
                part("facility", unavailable,
                        """
                                {"id":"%s","name":"Müller \\"Roof\\", Łódź & Αθήνα 山田 שלום 𝒳","owner_role":"owner_operator",
                                 "address":{"line1":"1 Main St","city":"Fresno","state":"CA","postal_code":"93650"},
                                 "registration":{"status":"complete"},"operator":null,"installer":{"name":"+Sun","system_size_kw_dc":7.25},
                                 "utility_provider":{"id":"pge","name":"PG&E"},"last_sync":"2026-11-20T08:00:00Z"}"""
                                .formatted(FACILITY)),
                new AuthorizationItem.UtilityName("pge", "PG&E"), AuthMethod.GREEN_BUTTON, AuthStatus.FAILED,
                "timed_out", "auth-77", 3, NOW, null, NOW, null, null,
                new Failure("timed_out", "We have not heard back from PG&E.", "Start again.", true), List.of("view"),
                timeline,
                part("meters", unavailable,
                        """
                                [{"utility_meter_id":"1009876543","usage_point_id":"sp-1","account_id":"5551234","service_address":
                                 "1 MAIN ST, FRESNO CA","meter_type":"electric","role":"generation","tariff":"NEM2-TOU",
                                 "interval_coverage":{"start":"2026-08-22T07:00:00Z","end":"2026-11-20T08:00:00Z","gaps":[{}]},
                                 "last_sync":"2026-11-20T08:00:00Z"}]"""),
                part("interval_summary", unavailable,
                        """
                                {"meters":1,"intervals":8640,"start":"2026-08-22T07:00:00Z","end":"2026-11-20T08:00:00Z","gaps":1,
                                 "last_sync":"2026-11-20T08:00:00Z","directions":[{"direction":"delivered","intervals":8640,
                                 "start":"2026-08-22T07:00:00Z","end":"2026-11-20T08:00:00Z"}]}"""),
                part("audit_log", unavailable, """
                        [{"timestamp":"2026-11-20T08:15:00.123Z","event_type":"authorization_failed","user_id":
                         "system:authorization-service","ip_address":null,"details":{"provider_id":"pge","attempt":3,
                         "note":"a, b"}}]"""),
                unavailable);
    }

    private static @Nullable JsonNode part(String name, List<String> unavailable, String json) {
        return unavailable.contains(name) ? null : JsonMapper.shared().readTree(json);
    }
}
