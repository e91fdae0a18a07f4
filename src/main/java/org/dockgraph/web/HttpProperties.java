package org.dockgraph.web;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// What requests may take, and how answers are put on the wire.
///
/// @param draftStatus whether answers in GraphQL's own media type have the status codes of the newer draft of GraphQL
///     over HTTP: 422 for a request that is well-formed and cannot be run, 294 for an answer that is there in part
/// @param bodyLimit of a request; the longest document that can be run has less
/// @param bodyDeadline how long the body of a request may take to come
/// @param operations under way at a time: at the worst each holds a body and an answer, some MB
/// @param unreadAnswers what answers may take until their clients have read them; an eighth of the heap if unset
/// @param answerCache for answers that are kept to be given again, in all; 0 for none
/// @param requestsPerMinute of one client; null for any number
/// @param clientHeader that tells clients apart, such as a key that a proxy has checked; null for their address
@Validated
@ConfigurationProperties("dockgraph.http")
record HttpProperties(
        @DefaultValue("false") boolean draftStatus,
        @DefaultValue("256KB") DataSize bodyLimit,
        @DefaultValue("10s") Duration bodyDeadline,
        @DefaultValue("256") @Positive int operations,
        @Nullable DataSize unreadAnswers,
        @DefaultValue("16MB") DataSize answerCache,
        @Nullable @Positive Integer requestsPerMinute,
        @Nullable String clientHeader) {}
