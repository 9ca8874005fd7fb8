// SPDX-License-Identifier: Apache-2.0
/** The words in which people are told something: one file, ready to be translated. */
@NullMarked
package com.dcarbon.notification.words;

import org.jspecify.annotations.NullMarked;
