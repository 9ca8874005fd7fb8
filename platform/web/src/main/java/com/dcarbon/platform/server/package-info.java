// SPDX-License-Identifier: Apache-2.0
/** How long this process's web server waits for those who call it. */
@NullMarked
package com.dcarbon.platform.server;

import org.jspecify.annotations.NullMarked;
