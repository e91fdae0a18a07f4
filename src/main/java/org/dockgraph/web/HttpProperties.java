package org.dockgraph.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How answers are put on the wire.
///
/// @param draftStatus whether answers in GraphQL's own media type have the status codes of the newer draft of GraphQL
///     over HTTP: 422 for a request that is well-formed and cannot be run, 294 for an answer that is there in part
@ConfigurationProperties(prefix = "dockgraph.http", ignoreUnknownFields = false)
record HttpProperties(@DefaultValue("false") boolean draftStatus) {}
