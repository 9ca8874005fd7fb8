// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.RouterFunctions;

import com.dcarbon.simulator.aggregator.SupportedUtilities;
import com.dcarbon.simulator.aggregator.UtilityApi;
import com.dcarbon.simulator.custodian.Custodian;
import com.dcarbon.simulator.customer.Customers;
import com.dcarbon.simulator.customer.Household;
import com.dcarbon.simulator.fault.Faults;
import com.dcarbon.simulator.notice.Delivery;
import com.dcarbon.simulator.traffic.RecordedRequest;
import com.dcarbon.simulator.traffic.RequestLog;
import com.dcarbon.simulator.traffic.Site;
import com.dcarbon.simulator.traffic.Traffic;
import com.dcarbon.simulator.traffic.Utility;
import com.fasterxml.jackson.annotation.JsonInclude.Include;

import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Utilities as Green Button data custodians on one HTTP server. Starts within a fraction of a second, keeps nothing on
 * disk; authorizations, refresh tokens and access tokens outlive a restart because they carry what they stand for.
 */
public final class UtilitySimulator implements AutoCloseable {
    private static final Duration STOPPING = Duration.ofSeconds(3);

    private final Map<String, Customers> customers;
    private final RequestLog requests;
    private final List<Utility> utilities;
    private final UtilityApi utilityApi;
    // Loops of its own: a client in the same process must not wait for an answer on the thread that would write it.
    private final LoopResources loops = LoopResources.create("utility-simulator", 2, true);
    private final DisposableServer server;
    private final CountDownLatch closed = new CountDownLatch(1);

    private UtilitySimulator(SimulatorSettings settings) {
        this.customers = settings.custodians()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Custodian::id,
                        custodian -> customersOf(settings, custodian)));
        this.requests = new RequestLog(settings.clock());
        this.utilityApi = new UtilityApi(settings.utilityApi(), settings.publicBase(),
                new SupportedUtilities(settings.custodians(), custodian -> customersOf(settings, custodian)),
                settings.clock());
        var routes = new SimulatorRoutes(settings, utilityApi, requests,
                custodian -> customersOf(customers, custodian));
        this.utilities = routes.utilities();
        var adapter = new ReactorHttpHandlerAdapter(
                RouterFunctions.toHttpHandler(routes.routes(), strategies(settings)));
        this.server = HttpServer.create()
                .bindAddress(() -> new InetSocketAddress(settings.host(), settings.port()))
                .runOn(loops)
                .handle(adapter)
                .bindNow();
    }

    /**
     * Starts and listens.
     *
     * @throws reactor.netty.ChannelBindException if the port is taken
     */
    public static UtilitySimulator start(SimulatorSettings settings) {
        return new UtilitySimulator(settings);
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** {@code http://localhost:<port>}. */
    public URI baseUrl() {
        return URI.create("http://localhost:" + port());
    }

    /**
     * The truth behind a login's feeds.
     *
     * @param custodian the utility's id
     * @param username the login; one that has a feed file still has a household, which is not served
     */
    public Household household(String custodian, String username) {
        return customersOf(customers, custodian).household(username);
    }

    /** The latest requests below {@code /<custodian>/}, oldest first. */
    public List<RecordedRequest> requests(String custodian) {
        return requests.of(custodian);
    }

    /** Forgets all requests. */
    public void forgetRequests() {
        requests.forget(_ -> true);
    }

    /** How that custodian misbehaves: {@code faults("pge").switchOn(Fault.read(Map.of("fault", "unavailable")))}. */
    public Faults faults(String custodian) {
        return sites().stream()
                .filter(site -> site.id().equals(custodian))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no custodian " + custodian))
                .faults();
    }

    /** UtilityAPI, and what can be done behind its back; its faults and requests are those of {@code utilityapi}. */
    public UtilityApi utilityApi() {
        return utilityApi;
    }

    /** What that custodian told the third party unasked, oldest first. */
    public List<Delivery> notifications(String custodian) {
        return utility(custodian).notices().deliveries();
    }

    /** Waits until it is closed. */
    void awaitClose() throws InterruptedException {
        closed.await();
    }

    /** Stops listening. */
    @Override
    public void close() {
        server.disposeNow(STOPPING);
        utilities.forEach(utility -> utility.notices().close());
        utilityApi.close();
        loops.dispose();
        closed.countDown();
    }

    private HandlerStrategies strategies(SimulatorSettings settings) {
        JsonMapper json = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(Include.NON_NULL))
                .build();
        return HandlerStrategies.builder()
                .webFilter(new Traffic(sites(), requests, settings.clock()))
                .codecs(codecs -> codecs.defaultCodecs().jacksonJsonEncoder(new JacksonJsonEncoder(json)))
                .build();
    }

    private List<Site> sites() {
        return Stream.concat(utilities.stream(), Stream.of(utilityApi)).toList();
    }

    private static Customers customersOf(SimulatorSettings settings, Custodian custodian) {
        return new Customers(custodian, settings.feedsDirectory(), settings.availability(), settings.clock());
    }

    private Utility utility(String custodian) {
        return utilities.stream()
                .filter(utility -> utility.custodian().id().equals(custodian))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no custodian " + custodian));
    }

    private static Customers customersOf(Map<String, Customers> all, String custodian) {
        Customers found = all.get(custodian);
        if (found == null) {
            throw new IllegalArgumentException("no custodian " + custodian);
        }
        return found;
    }
}
