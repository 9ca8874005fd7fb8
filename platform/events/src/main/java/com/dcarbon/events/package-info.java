// SPDX-License-Identifier: Apache-2.0
/**
 * The event contract between the services and towards partners: what is published on Kafka, in which shape, under which
 * names. CloudEvents 1.0 in the binary content mode of its Kafka protocol binding; data is JSON in snake_case.
 */
@NullMarked
package com.dcarbon.events;

import org.jspecify.annotations.NullMarked;
