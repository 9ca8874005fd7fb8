/** Access to customers' data at utilities: short-lived tokens that the authorization service hands out. */
@NullMarked
package com.dcarbon.ingestion.access;

import org.jspecify.annotations.NullMarked;
