// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

import com.dcarbon.authorization.hint.NotifiedResource;
import com.dcarbon.authorization.hint.NotifiedResource.Kind;

/** Which resource an address in a notification is, by the paths of ESPI 3.3: {@code …/Subscription/{id}/…} and so on. */
final class NotifiedAddresses {
    private final Predicate<URI> ofProvider;

    /** @param ofProvider whether an address is on one of the provider's hosts and secure enough */
    NotifiedAddresses(Predicate<URI> ofProvider) {
        this.ofProvider = ofProvider;
    }

    /** Empty for an address on another host, and for a resource that belongs to no single customer. */
    Optional<NotifiedResource> resource(String text) {
        return address(text).filter(ofProvider).flatMap(NotifiedAddresses::resource);
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static Optional<NotifiedResource> resource(URI address) {
        List<String> segments = List.of(String.valueOf(address.getPath()).split("/"));
        for (int i = 0; i + 1 < segments.size(); i++) {
            Optional<Kind> kind = kind(segments.get(i));
            String id = segments.get(i + 1);
            if (kind.isPresent()) {
                return kind.filter(_ -> !id.isEmpty() && id.length() <= 256)
                        .map(found -> new NotifiedResource(address, found, id));
            }
        }
        return Optional.empty();
    }

    private static Optional<Kind> kind(String segment) {
        return switch (segment.toLowerCase(Locale.ROOT)) {
            case "subscription" -> Optional.of(Kind.SUBSCRIPTION);
            case "retailcustomer" -> Optional.of(Kind.CUSTOMER);
            case "authorization" -> Optional.of(Kind.AUTHORIZATION);
            default -> Optional.empty();
        };
    }
}
