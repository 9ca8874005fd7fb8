// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.neighbours.application;

import java.net.InetSocketAddress;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.neighbours.pages.PageServer;

/** The application's stand-in on its port. */
@Configuration(proxyBeanMethods = false)
class ApplicationStandIn {

    @Bean
    PageServer applicationPages(ApplicationSettings settings, @Value("${neighbours.address}") String address) {
        return new PageServer(new InetSocketAddress(address, settings.port()),
                new ApplicationPages(settings.apiUrl()));
    }
}
