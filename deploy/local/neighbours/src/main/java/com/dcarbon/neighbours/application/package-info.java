// SPDX-License-Identifier: Apache-2.0
/** Stands where the web application will be: the pages to which links and redirects lead. */
@NullMarked
package com.dcarbon.neighbours.application;

import org.jspecify.annotations.NullMarked;
