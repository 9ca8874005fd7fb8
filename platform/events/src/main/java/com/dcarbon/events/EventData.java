// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events;

/** The data of an event: a record, written as JSON in snake_case, described by a JSON Schema ({@link EventKind}). */
public interface EventData {}
