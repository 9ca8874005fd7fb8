// SPDX-License-Identifier: Apache-2.0
/** The pace at which providers are asked, kept by all replicas of a service together. */
@org.jspecify.annotations.NullMarked
package com.dcarbon.platform.providers.pace;
