// SPDX-License-Identifier: Apache-2.0
/** What happens to a facility's authorizations: {@code dcarbon.authorizations} for partners, {@code dcarbon.authorization-status} between services. */
@NullMarked
package com.dcarbon.events.authorization;

import org.jspecify.annotations.NullMarked;
