// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.routing;

import java.util.List;

import com.dcarbon.gateway.Service;

/**
 * One row of the route table.
 *
 * @param id its name in logs and metrics
 * @param paths patterns, any of which matches
 */
record ServiceRoute(String id, Service service, TimeLimit timeLimit, List<String> paths) {

    static ServiceRoute of(String id, Service service, TimeLimit timeLimit, String... paths) {
        return new ServiceRoute(id, service, timeLimit, List.of(paths));
    }
}
