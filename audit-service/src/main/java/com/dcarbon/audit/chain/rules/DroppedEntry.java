// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.chain.rules;

import java.util.UUID;

/** What is left of an entry that was kept for as long as the policy says: the hash, which the next entry covers. */
public record DroppedEntry(long number, UUID id, String hash) implements Place {}
