// SPDX-License-Identifier: Apache-2.0
/** User stories, walked line by line by scripted people through the gateway. */
@NullMarked
package com.dcarbon.systemtests.stories;

import org.jspecify.annotations.NullMarked;
