// SPDX-License-Identifier: Apache-2.0
/** What a changed facility means to its authorizations. */
@NullMarked
package com.dcarbon.authorization.change.rules;

import org.jspecify.annotations.NullMarked;
