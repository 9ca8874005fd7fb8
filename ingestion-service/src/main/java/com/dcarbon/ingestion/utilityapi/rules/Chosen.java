// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi.rules;

import java.util.Map;

import com.dcarbon.ingestion.interval.rules.Direction;

/**
 * What one reading tells.
 *
 * @param energies by direction; the balance is always among them where it is told or follows from its parts
 * @param saysMore whether the balance says what the other directions of this reading do not
 */
public record Chosen(Map<Direction, Energy> energies, boolean saysMore) {}
