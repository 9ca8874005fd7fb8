/** Which call goes to which service, how long it may take, and what happens when that service is away. */
@NullMarked
package com.dcarbon.gateway.routing;

import org.jspecify.annotations.NullMarked;
