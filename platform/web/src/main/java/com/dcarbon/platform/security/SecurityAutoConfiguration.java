// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.security;

import java.time.Clock;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtAuthenticationConverterAdapter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;

import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.problem.ProblemWriter;

/** Closed by default: who has no token may do nothing but what {@code dcarbon.security.public-paths} lists. */
@AutoConfiguration
@EnableWebFluxSecurity
@EnableConfigurationProperties(SecuritySettings.class)
public class SecurityAutoConfiguration {
    private static final String[] ALWAYS_PUBLIC = {"/actuator/health/**", "/actuator/info", "/actuator/prometheus",
            "/v3/api-docs/**"};
    private static final String[] PEOPLE = {Role.COMMERCIAL.authority(), Role.RESIDENTIAL.authority(),
            Role.ADMIN.authority()};

    @Bean
    @ConditionalOnMissingBean
    ReactiveJwtDecoder jwtDecoder(SecuritySettings settings, Clock clock) {
        return TokenCheck.decoder(settings, clock);
    }

    @Bean
    @ConditionalOnMissingBean
    SecurityWebFilterChain securityWebFilterChain(ServerHttpSecurity http, SecuritySettings settings,
            ReactiveJwtDecoder decoder, ProblemWriter problems) {
        return http
                // Bearer tokens only: no cookie authenticates, so there is nothing to forge across sites.
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .cors(ServerHttpSecurity.CorsSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .authorizeExchange(calls -> authorize(calls, settings))
                .exceptionHandling(errors -> errors.authenticationEntryPoint(unauthenticated(problems))
                        .accessDeniedHandler(forbidden(problems)))
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(unauthenticated(problems))
                        .accessDeniedHandler(forbidden(problems))
                        .bearerTokenConverter(new TokensOfClosedPaths(settings.publicPaths()))
                        .jwt(jwt -> jwt.jwtDecoder(decoder).jwtAuthenticationConverter(converter(settings))))
                .build();
    }

    /** The firewall refuses paths that mean another path, such as {@code /a/../b}, before any other filter sees them. */
    @Bean
    @ConditionalOnMissingBean
    ServerExchangeRejectedHandler rejectedExchanges(ProblemWriter problems) {
        return (exchange, error) -> problems.write(exchange,
                new ProblemException(CommonProblem.INVALID_REQUEST, "The request's address or a header is malformed."));
    }

    private static void authorize(AuthorizeExchangeSpec calls, SecuritySettings settings) {
        calls.pathMatchers(ALWAYS_PUBLIC).permitAll();
        for (String path : settings.publicPaths()) {
            String[] methodAndPattern = path.split(" ", 2);
            calls.pathMatchers(HttpMethod.valueOf(methodAndPattern[0]), methodAndPattern[1].strip()).permitAll();
        }
        calls.pathMatchers("/internal/**").hasAuthority(TokenAuthorities.SERVICE)
                .pathMatchers("/actuator/**").hasAuthority(Role.ADMIN.authority())
                .anyExchange().hasAnyAuthority(PEOPLE);
    }

    private static ReactiveJwtAuthenticationConverterAdapter converter(SecuritySettings settings) {
        var converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(new TokenAuthorities(settings.internalClients()));
        return new ReactiveJwtAuthenticationConverterAdapter(converter);
    }

    private static ServerAuthenticationEntryPoint unauthenticated(ProblemWriter problems) {
        return (exchange, error) -> {
            // RFC 6750, section 3: say which scheme is expected; error only if a token was sent.
            boolean sent = exchange.getRequest().getHeaders().containsHeader(HttpHeaders.AUTHORIZATION);
            exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE,
                    sent ? "Bearer error=\"invalid_token\"" : "Bearer");
            return problems.write(exchange, new ProblemException(CommonProblem.UNAUTHENTICATED,
                    sent
                            ? "The access token is expired, not valid, or not meant for this platform."
                            : "This call needs an access token."));
        };
    }

    private static ServerAccessDeniedHandler forbidden(ProblemWriter problems) {
        return (exchange, error) -> problems.write(exchange,
                new ProblemException(CommonProblem.FORBIDDEN, "Your account may not make this call."));
    }

    @Bean
    WebFluxConfigurer callerArguments(SecuritySettings settings) {
        return new WebFluxConfigurer() {
            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
                configurer.addCustomResolver(new CallerResolver(new ClientAddresses(settings.trustedProxies())));
            }
        };
    }
}
