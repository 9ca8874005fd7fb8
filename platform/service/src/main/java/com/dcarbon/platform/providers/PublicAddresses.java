// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.providers;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;

/**
 * Utilities are on the internet: a name of theirs that leads to this machine or this network leads to somebody else,
 * whoever had it changed.
 */
final class PublicAddresses {
    private static final int CARRIER_GRADE_NAT = 100;
    private static final int UNIQUE_LOCAL = 0xfc;

    private PublicAddresses() {}

    /** Those of a name's addresses that may be connected with; with none left there is no such host. */
    static List<? extends SocketAddress> among(List<? extends SocketAddress> resolved) {
        return resolved.stream()
                .filter(address -> address instanceof InetSocketAddress internet && internet.getAddress() != null
                        && isPublic(internet.getAddress()))
                .toList();
    }

    /** Whether a host, as a profile names it, is anything but a private address; names are looked at once resolved. */
    static boolean mayBe(String host) {
        try {
            return !host.equalsIgnoreCase("localhost")
                    && isPublic(InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")));
        } catch (IllegalArgumentException _) {
            return true;
        }
    }

    /** Not this machine, link, site (RFC 1918, RFC 4193) or provider (RFC 6598), and no group. */
    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == UNIQUE_LOCAL;
        boolean shared = bytes.length == 4 && bytes[0] == CARRIER_GRADE_NAT && (bytes[1] & 0xc0) == 0x40;
        boolean thisNetwork = bytes.length == 4 && bytes[0] == 0;
        return !(address.isAnyLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress()
                || address.isSiteLocalAddress() || address.isMulticastAddress() || uniqueLocal || shared
                || thisNetwork);
    }
}
