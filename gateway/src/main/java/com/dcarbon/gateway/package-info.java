/** The one origin: everything the application and partners call passes here. */
@NullMarked
package com.dcarbon.gateway;

import org.jspecify.annotations.NullMarked;
