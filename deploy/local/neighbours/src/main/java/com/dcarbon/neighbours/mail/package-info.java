// SPDX-License-Identifier: Apache-2.0
/** Catches every mail that the platform sends and shows it. */
@NullMarked
package com.dcarbon.neighbours.mail;

import org.jspecify.annotations.NullMarked;
