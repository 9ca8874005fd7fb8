// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.routing;

/** How patient the gateway is until the answer to a call begins. */
enum TimeLimit {
    /** Most calls: the service works alone. */
    ORDINARY,
    /** The service asks a utility meanwhile; giving up early would end that in the middle. */
    PROVIDER,
    /** Streams: exports, uploads and events last as long as they last. */
    NONE
}
