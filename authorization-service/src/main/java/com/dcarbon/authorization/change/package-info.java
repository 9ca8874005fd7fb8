// SPDX-License-Identifier: Apache-2.0
/** What changes at a facility mean to its authorizations: another utility, and people who lose their access. */
@NullMarked
package com.dcarbon.authorization.change;

import org.jspecify.annotations.NullMarked;
