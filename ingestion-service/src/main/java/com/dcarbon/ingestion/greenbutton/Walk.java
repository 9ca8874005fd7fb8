// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.greenbutton;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import com.dcarbon.ingestion.espi.EspiFeed;
import com.dcarbon.ingestion.espi.FeedDocument;
import com.dcarbon.ingestion.espi.MalformedFeedException;
import com.dcarbon.ingestion.greenbutton.Wanted.Purpose;
import com.dcarbon.ingestion.line.StopFetching;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.platform.providers.ProviderHosts;
import com.dcarbon.platform.providers.ProviderProfile;

/**
 * Which resources of a customer have been fetched and which are still missing: the one that the token answer names, its
 * further pages, then, if it was only the top of a tree, whatever its links lead to. Never leaves the utility's hosts,
 * asks for nothing twice, and ends.
 */
final class Walk {
    private static final int LARGEST_TOTAL = 4;

    private final ProviderProfile profile;
    private final ProviderHosts hosts;
    private final DateWindow window;
    private final int maxDocuments;
    private final EspiFeed feed = new EspiFeed();
    private final Deque<Wanted> queue = new ArrayDeque<>();
    private final Set<String> asked = new HashSet<>();
    private final Places places;
    private boolean rootComplete;
    private boolean whole;
    private boolean customerAsked;
    private long bytes;

    Walk(ProviderProfile profile, ProviderHosts hosts, DateWindow window, int maxDocuments, Places places) {
        this.profile = profile;
        this.hosts = hosts;
        this.window = window;
        this.maxDocuments = maxDocuments;
        this.places = places;
    }

    EspiFeed feed() {
        return feed;
    }

    void want(String url, Purpose purpose) {
        queue.addLast(new Wanted(url, purpose));
    }

    /** The next resource to fetch, or empty once nothing is missing. */
    Optional<Wanted> next(Optional<URI> customer) {
        if (queue.isEmpty()) {
            wantMissing();
        }
        if (queue.isEmpty() && !customerAsked) {
            customerAsked = true;
            customer.ifPresent(address -> want(address.toString(), Purpose.CUSTOMER));
        }
        return Optional.ofNullable(queue.pollFirst());
    }

    private void wantMissing() {
        if (!rootComplete) {
            rootComplete = true;
            whole = feed.hasBlocks();
        }
        feed.missing(whole)
                .stream()
                .filter(link -> !asked.contains(addressOf(link.url(), link.intervals())))
                .forEach(link -> want(link.url(), link.intervals() ? Purpose.READINGS : Purpose.BRANCH));
    }

    /**
     * The address to ask, checked.
     *
     * @throws StopFetching if it is none that may be asked
     */
    URI address(Wanted wanted) {
        String url = nameOf(wanted);
        if (!asked.add(url)) {
            throw StopFetching.failed(FetchFailure.PROTOCOL_ERROR, "its pages go in a circle");
        }
        if (asked.size() > maxDocuments) {
            throw StopFetching.failed(FetchFailure.PROTOCOL_ERROR, "more than " + maxDocuments + " resources");
        }
        try {
            var address = new URI(places.of(url).replace(" ", "%20"));
            if (hosts.allows(address)) {
                return address;
            }
        } catch (URISyntaxException e) {
            // told below
        }
        throw StopFetching.failed(FetchFailure.PROTOCOL_ERROR, "a link leads to an address that is not the utility's");
    }

    /** By which a resource is known, wherever the utility keeps its answer. */
    String nameOf(Wanted wanted) {
        return addressOf(wanted.url(), wanted.isNarrowed());
    }

    private String addressOf(String url, boolean narrowed) {
        return narrowed ? window.applyTo(url) : url;
    }

    /** The same resource again, because only the token or the place was not good. */
    void again(Wanted wanted) {
        asked.remove(nameOf(wanted));
        queue.addFirst(wanted);
    }

    /** Takes a document in; reads it to its end. */
    void take(Wanted wanted, FeedDocument document) throws IOException, MalformedFeedException {
        bytes += document.size();
        if (bytes > LARGEST_TOTAL * profile.data().maxFeedSize().toBytes()) {
            throw StopFetching.failed(FetchFailure.FEED_TOO_LARGE, "all resources together are too large");
        }
        Purpose further = wanted.purpose() == Purpose.CUSTOMER ? Purpose.CUSTOMER : Purpose.PAGE;
        feed.add(document).ifPresent(next -> want(next, further));
    }

    /** Some custodians do not have the subscription itself as a resource, only its usage points. */
    boolean wantUsagePoints(Wanted wanted) {
        boolean subscription = wanted.purpose() == Purpose.ROOT
                && wanted.url().matches("(?i)[^?]*/Subscription/[^/?]+/?") && !wanted.url().contains("/Batch/");
        if (subscription) {
            String url = wanted.url();
            want((url.endsWith("/") ? url.substring(0, url.length() - 1) : url) + "/UsagePoint", Purpose.BRANCH);
        }
        return subscription;
    }
}
