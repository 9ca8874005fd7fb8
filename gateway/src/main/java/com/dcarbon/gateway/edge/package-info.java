/** What holds for every call whatever its route: origins, headers, sizes, and who is believed about the client. */
@NullMarked
package com.dcarbon.gateway.edge;

import org.jspecify.annotations.NullMarked;
