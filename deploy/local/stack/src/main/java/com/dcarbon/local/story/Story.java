// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.story;

import java.util.List;

import tools.jackson.databind.JsonNode;

/**
 * What a walk found.
 *
 * @param reused whether an earlier run had authorized the facility already
 * @param facility as the API shows it at the end
 * @param sync the state of its synchronisation
 * @param readings its meters with their intervals
 * @param events those of the facility on the partner topics
 * @param mails subjects of the mails in the owner's inbox, the newest first
 */
public record Story(boolean reused, JsonNode facility, JsonNode sync, Readings readings, List<EventLog.Seen> events,
        List<String> mails) {}
