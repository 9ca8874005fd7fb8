// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.security;

/**
 * Where a call came from, for calls that need no token. A controller method asks for it as a parameter.
 *
 * @param value an IP address: what the gateway saw, or the direct peer if that is not a trusted proxy
 */
public record ClientAddress(String value) {}
