// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.export;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import com.dcarbon.audit.log.AuditEntry;
import com.dcarbon.platform.csv.CsvCell;

import tools.jackson.databind.json.JsonMapper;

/** Entries as lines of a file, in UTF-8. */
@Component
class LogFile {
    private static final String HEADINGS = "id,event_type,timestamp,user_id,facility_id,authorization_id,ip_address,details\r\n";

    private final JsonMapper json;

    LogFile(JsonMapper json) {
        this.json = json;
    }

    /** What stands before the first entry. */
    byte[] start(ExportFormat format) {
        return switch (format) {
            case CSV -> HEADINGS.getBytes(StandardCharsets.UTF_8);
            case NDJSON -> new byte[0];
        };
    }

    byte[] lines(ExportFormat format, Iterable<AuditEntry> entries) {
        StringBuilder lines = new StringBuilder();
        for (AuditEntry entry : entries) {
            lines.append(switch (format) {
                case CSV -> cells(entry);
                case NDJSON -> json.writeValueAsString(entry);
            }).append(format == ExportFormat.CSV ? "\r\n" : "\n");
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String cells(AuditEntry entry) {
        return Stream.of(entry.id(), entry.eventType(), entry.timestamp(), entry.userId(),
                Objects.requireNonNullElse(entry.facilityId(), ""),
                Objects.requireNonNullElse(entry.authorizationId(), ""),
                Objects.requireNonNullElse(entry.ipAddress(), ""), entry.details())
                .map(value -> CsvCell.of(value.toString()))
                .collect(Collectors.joining(","));
    }
}
