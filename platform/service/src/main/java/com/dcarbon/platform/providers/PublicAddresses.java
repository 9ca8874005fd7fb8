// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.providers;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Utilities are on the internet: a name of theirs that leads to this machine or this network leads to somebody else,
 * whoever had it changed.
 */
final class PublicAddresses {
    private static final int CARRIER_GRADE_NAT = 100;
    private static final int UNIQUE_LOCAL = 0xfc;
    private static final int RESERVED = 0xf0;
    /** 64:ff9b::/96, 64:ff9b:1::/48, ::/96 and 2002::/16. */
    private static final String TRANSLATED = "0064ff9b0000000000000000";
    private static final String TRANSLATED_HERE = "0064ff9b0001";
    private static final String COMPATIBLE = "000000000000000000000000";
    private static final String SIX_TO_FOUR = "2002";

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

    /** One of IPv6 that stands for one of IPv4 (RFC 6052, RFC 8215, RFC 3056, RFC 4291) is as that is. */
    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return isPublic(address, bytes);
        }
        String hex = HexFormat.of().formatHex(bytes);
        byte[] within = embedded(hex, bytes);
        return isPublic(address, bytes) && !hex.startsWith(TRANSLATED_HERE)
                && (within.length == 0 || isPublic(ofBytes(within), within));
    }

    private static byte[] embedded(String hex, byte[] bytes) {
        if (hex.startsWith(TRANSLATED) || hex.startsWith(COMPATIBLE)) {
            return Arrays.copyOfRange(bytes, 12, 16);
        }
        return hex.startsWith(SIX_TO_FOUR) ? Arrays.copyOfRange(bytes, 2, 6) : new byte[0];
    }

    private static InetAddress ofBytes(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four octets are an address", e);
        }
    }

    /** Not this machine, link, site (RFC 1918, RFC 4193) or provider (RFC 6598), no group, and none reserved (RFC 1112). */
    private static boolean isPublic(InetAddress address, byte[] bytes) {
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == UNIQUE_LOCAL;
        boolean shared = bytes.length == 4 && bytes[0] == CARRIER_GRADE_NAT && (bytes[1] & 0xc0) == 0x40;
        boolean reserved = bytes.length == 4 && (bytes[0] == 0 || (bytes[0] & 0xf0) == RESERVED);
        return !(address.isAnyLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress()
                || address.isSiteLocalAddress() || address.isMulticastAddress() || uniqueLocal || shared
                || reserved);
    }
}
