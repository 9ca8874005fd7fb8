// SPDX-License-Identifier: Apache-2.0
/** The states of an authorization session and the secrets that bind it, as plain Java. */
@NullMarked
package com.dcarbon.authorization.session.rules;

import org.jspecify.annotations.NullMarked;
