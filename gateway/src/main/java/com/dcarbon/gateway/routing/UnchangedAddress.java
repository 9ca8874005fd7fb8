// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.routing;

import java.net.URI;

import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

/**
 * Passes path and query on as they came. The filter before guesses whether a query is encoded, and encodes it once more if
 * a value holds a plain {@code =} beside an encoded character, as codes of utilities may: another code would arrive.
 */
@Component
class UnchangedAddress implements GlobalFilter, Ordered {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        URI service = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR);
        URI came = exchange.getRequest().getURI();
        String query = came.getRawQuery() == null ? "" : "?" + came.getRawQuery();
        exchange.getAttributes().put(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR,
                URI.create(service.getScheme() + "://" + service.getRawAuthority() + came.getRawPath() + query));
        return chain.filter(exchange);
    }

    @Override
    public int getOrder() {
        return RouteToRequestUrlFilter.ROUTE_TO_URL_FILTER_ORDER + 1;
    }
}
