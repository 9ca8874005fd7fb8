// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.rotation;

import java.util.List;

/**
 * The platform's account at a provider that gives one token for all customers.
 *
 * @param name our own name of it
 * @param tokenReference where its token is: {@code env:NAME} or {@code file:PATH}
 * @param providers the profiles that share it
 */
record PlatformAccount(String name, String tokenReference, List<String> providers) {}
