package org.dockgraph.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Whether people find a playground in their browser.
///
/// @param enabled whether the playground is served; without it there is nothing at `/graphiql`, nor does `/` lead there
@ConfigurationProperties("dockgraph.playground")
record PlaygroundProperties(@DefaultValue("true") boolean enabled) {}
