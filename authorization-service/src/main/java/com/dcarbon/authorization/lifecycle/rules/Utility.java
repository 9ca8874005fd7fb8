// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.lifecycle.rules;

import com.dcarbon.events.authorization.AuthMethod;

/**
 * The utility that an authorization is for, as its profile said when the attempt began.
 *
 * @param id the profile's id, for example {@code pge}
 */
public record Utility(String id, String name, AuthMethod method) {}
