// SPDX-License-Identifier: Apache-2.0
/** Answers of utilities that cannot be had twice, kept on disk until what they mean is committed. */
@NullMarked
package com.dcarbon.authorization.answer;

import org.jspecify.annotations.NullMarked;
