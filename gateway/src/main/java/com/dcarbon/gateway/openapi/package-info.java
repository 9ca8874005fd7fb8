/** The services' API documents, one by one and as one. */
@NullMarked
package com.dcarbon.gateway.openapi;

import org.jspecify.annotations.NullMarked;
