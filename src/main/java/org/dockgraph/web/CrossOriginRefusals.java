package org.dockgraph.web;

import java.io.IOException;
import org.dockgraph.graphql.ErrorCode;
import org.dockgraph.graphql.Reply;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.DefaultCorsProcessor;

/// Refuses pages of origins that are not allowed, as GraphQL.
final class CrossOriginRefusals extends DefaultCorsProcessor {

    @Override
    protected void rejectRequest(ServerHttpResponse response) throws IOException {
        response.setStatusCode(HttpStatus.FORBIDDEN);
        response.getHeaders().set(HttpHeaders.CONTENT_TYPE, ResponseType.JSON.contentType());
        response.getHeaders().setCacheControl("no-store");
        response.getBody()
                .write(ReplyWriter.bytes(Reply.refusal(
                        ErrorCode.BAD_USER_INPUT,
                        "Pages of this origin may not ask here. The operator can allow it by the setting"
                                + " dockgraph.cors.allowed-origins.")));
        response.flush();
    }
}
