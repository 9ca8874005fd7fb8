// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.hint;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** An active authorization with the ids that the utility's notifications may name. */
record HeldAuthorization(UUID id, long version, UUID facilityId, String providerId, @Nullable String subscription,
        @Nullable String customer, @Nullable String authorization) {

    /** Whether the resource belongs to it. */
    boolean holds(NotifiedResource resource) {
        return resource.id().equals(switch (resource.kind()) {
            case SUBSCRIPTION -> subscription;
            case CUSTOMER -> customer;
            case AUTHORIZATION -> authorization;
        });
    }
}
