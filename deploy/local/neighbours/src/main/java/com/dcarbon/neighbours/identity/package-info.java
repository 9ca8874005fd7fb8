// SPDX-License-Identifier: Apache-2.0
/** An OpenID provider with demo users, real keys and the code flow with PKCE. */
@NullMarked
package com.dcarbon.neighbours.identity;

import org.jspecify.annotations.NullMarked;
