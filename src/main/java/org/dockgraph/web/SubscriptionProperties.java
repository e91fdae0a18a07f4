package org.dockgraph.web;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// What those may take who listen.
///
/// @param connections open at a time, sockets and event streams together
/// @param operations under way at a time on one socket
/// @param initTimeout how long a socket may be silent before its `connection_init`
/// @param keepAlive how often a quiet connection is given a sign of life; a socket has as long to answer it
@Validated
@ConfigurationProperties("dockgraph.subscriptions")
record SubscriptionProperties(
        @DefaultValue("1000") @Positive int connections,
        @DefaultValue("32") @Positive int operations,
        @DefaultValue("5s") Duration initTimeout,
        @DefaultValue("12s") Duration keepAlive) {

    SubscriptionProperties {
        requirePositive("init-timeout", initTimeout);
        requirePositive("keep-alive", keepAlive);
    }

    private static void requirePositive(String name, Duration time) {
        if (!time.isPositive()) {
            throw new IllegalArgumentException("dockgraph.subscriptions." + name + " is " + time
                    + ", but must be longer than nothing. Set it to some seconds, such as 10s.");
        }
    }
}
