// SPDX-License-Identifier: Apache-2.0
/** Signs a demo user in by the code flow with PKCE, as a browser would. */
@NullMarked
package com.dcarbon.local.signin;

import org.jspecify.annotations.NullMarked;
