// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the client's address when a known number of proxies stands before the gateway. Each of them appends the address
 * that it saw to {@code X-Forwarded-For}; whatever stands further left was written by the client and proves nothing.
 */
final class ClientChain {
    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3})(?::\\d+)?");
    private static final Pattern IPV6 = Pattern.compile("\\[?([0-9a-fA-F:]*:[0-9a-fA-F:.]*)]?");
    private static final Pattern IPV6_WITH_PORT = Pattern.compile("\\[([0-9a-fA-F:.]+)](?::\\d+)?");

    private final int trustedProxies;

    ClientChain(int trustedProxies) {
        this.trustedProxies = trustedProxies;
    }

    /**
     * @param forwardedFor the values of all {@code X-Forwarded-For} lines, in order
     * @param peer the address of the direct peer
     */
    String clientAddress(List<String> forwardedFor, String peer) {
        List<String> hops = new ArrayList<>();
        for (String line : forwardedFor) {
            hops.addAll(List.of(line.split(",", -1)));
        }
        hops.add(peer);
        String client = hops.get(Math.max(0, hops.size() - 1 - trustedProxies));
        return address(client.strip()).orElse(peer);
    }

    /** The bare address; a proxy may write it with a port, and IPv6 in brackets. */
    private static Optional<String> address(String hop) {
        for (Pattern form : List.of(IPV4, IPV6_WITH_PORT, IPV6)) {
            Matcher matcher = form.matcher(hop);
            if (matcher.matches()) {
                return Optional.of(matcher.group(1));
            }
        }
        return Optional.empty();
    }
}
