// SPDX-License-Identifier: Apache-2.0
/** Who calls: the token check, the caller's identity and address, the identity of services. */
@NullMarked
package com.dcarbon.platform.security;

import org.jspecify.annotations.NullMarked;
