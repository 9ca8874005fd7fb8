// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.edge;

import org.springframework.core.Ordered;

/** In which order the edge looks at a call; all but the last before the token check, which is at -100. */
final class EdgeOrder {
    static final int ANSWER_HEADERS = Ordered.HIGHEST_PRECEDENCE + 100;
    static final int CLOSED_PATHS = ANSWER_HEADERS + 1;
    static final int ORIGINS = ANSWER_HEADERS + 2;
    static final int ADDRESS_RATES = ANSWER_HEADERS + 3;
    static final int LIMITS = ANSWER_HEADERS + 4;
    static final int USER_RATES = -50;

    private EdgeOrder() {}
}
