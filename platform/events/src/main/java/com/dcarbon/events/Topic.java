// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events;

import java.util.Arrays;
import java.util.Optional;

/** The Kafka topics of the platform; the key of every record is its CloudEvents subject. */
public enum Topic {
    /** Authorizations as partners see them; key: facility id. */
    AUTHORIZATIONS("dcarbon.authorizations", true),
    /** Meters and intervals as partners see them; key: facility id, or provider id for events of a provider. */
    INTERVAL_DATA("dcarbon.interval-data", true),
    /** Facilities with their owner and operator; internal, compacted; key: facility id. */
    FACILITIES("dcarbon.facilities", false),
    /** The whole state of an authorization after each change; internal, compacted; key: facility id. */
    AUTHORIZATION_STATUS("dcarbon.authorization-status", false),
    /** Webhooks and notifications of providers, for ingestion to follow up; internal; key: facility id. */
    PROVIDER_HINTS("dcarbon.provider-hints", false),
    /** What became of mailed invitations; internal; key: facility id. */
    INVITATION_DELIVERIES("dcarbon.invitation-deliveries", false),
    /** Audit records; internal; key: facility id, or user id where there is no facility. */
    AUDIT("dcarbon.audit", false);

    private final String topicName;
    private final boolean forPartners;

    Topic(String topicName, boolean forPartners) {
        this.topicName = topicName;
        this.forPartners = forPartners;
    }

    /** The name on Kafka. */
    public String topicName() {
        return topicName;
    }

    /** The topic to which records go that a consumer could not process. */
    public String deadLetterName() {
        return topicName + ".dlt";
    }

    /** Whether partners may read it, so that no record may hold a token, an e-mail address or an IP address. */
    public boolean forPartners() {
        return forPartners;
    }

    /** The topic of that Kafka name, if it is one of ours. */
    public static Optional<Topic> named(String topicName) {
        return Arrays.stream(values()).filter(topic -> topic.topicName.equals(topicName)).findFirst();
    }
}
