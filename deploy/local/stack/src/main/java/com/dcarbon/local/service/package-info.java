// SPDX-License-Identifier: Apache-2.0
/** The platform's services as processes: their environment, their command line, their AOT caches. */
@NullMarked
package com.dcarbon.local.service;

import org.jspecify.annotations.NullMarked;
