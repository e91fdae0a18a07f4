package org.dockgraph.web;

import java.net.URI;
import org.dockgraph.graphql.Question;
import org.springframework.http.HttpHeaders;

/// Finds the document that a request means, over every transport.
final class Documents {

    /// Makes the question of a request.
    ///
    /// @param uri that was asked
    /// @param headers of the HTTP request
    /// @throws Refusal if its document is not known or not allowed
    Question question(URI uri, HttpHeaders headers, GraphqlBody body) throws Refusal {
        return new Question(uri, headers, body.query(), body.operationName(), body.variables(), body.extensions());
    }
}
