// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.control;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.springframework.web.reactive.function.server.ServerRequest;

/** What the page can do to the authorizations of one site. */
interface Desk {
    /** One that holds now. */
    record Authorized(String id, String customer, Instant since) {}

    /** Those that hold now. */
    List<Authorized> authorized();

    /** The customer ends it. False if there is none of that id. */
    boolean revoke(String id, boolean notify, ServerRequest request);

    /** Lets something end that ends by itself: of one authorization, or of all. */
    void expire(Optional<String> id);

    /** What {@link #expire} does to one. */
    String expireOne();

    /** What {@link #expire} does to all. */
    String expireAll();
}
