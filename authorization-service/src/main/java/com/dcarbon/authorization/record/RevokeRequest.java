// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.record;

/** @param confirm whether the caller knows what is lost */
record RevokeRequest(boolean confirm) {}
