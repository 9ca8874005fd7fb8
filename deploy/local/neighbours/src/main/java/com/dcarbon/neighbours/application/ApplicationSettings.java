// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.neighbours.application;

import java.net.URI;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The stand-in for the web application.
 *
 * @param port where it listens
 * @param apiUrl the gateway's address, named in its explanations
 */
@ConfigurationProperties("neighbours.application")
record ApplicationSettings(int port, URI apiUrl) {}
