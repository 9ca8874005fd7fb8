// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.inbox;

/**
 * One subscription of this service with all that serves it.
 *
 * @param group its consumer group: {@code <service>.<subscription>}
 */
record Subscriber(EventSubscription subscription, String group, EventConsumer events, DeadLetters deadLetters,
        DeadLetterReturn wayBack) {}
