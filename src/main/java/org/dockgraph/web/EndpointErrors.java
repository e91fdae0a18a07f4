package org.dockgraph.web;

import jakarta.servlet.RequestDispatcher;
import java.util.Map;
import org.dockgraph.graphql.ErrorCode;
import org.dockgraph.graphql.Reply;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.webmvc.error.DefaultErrorAttributes;
import org.springframework.http.HttpStatus;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.WebRequest;

/// Tells as GraphQL what the server itself refuses at the endpoint, before any handler sees it, such as an address
/// that cannot be decoded.
final class EndpointErrors extends DefaultErrorAttributes {

    @Override
    @SuppressWarnings("NullAway") // a response's members may be null, which the interface does not say
    public Map<String, @Nullable Object> getErrorAttributes(WebRequest request, ErrorAttributeOptions options) {
        boolean isEndpoint = "/graphql".equals(attribute(request, RequestDispatcher.ERROR_REQUEST_URI));
        HttpStatus status = attribute(request, RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.resolve(code)
                : null;
        return isEndpoint && status != null ? refusal(status).body() : super.getErrorAttributes(request, options);
    }

    private static Reply refusal(HttpStatus status) {
        return status.is4xxClientError()
                ? Reply.refusal(
                        ErrorCode.BAD_USER_INPUT,
                        "The server does not take this request: " + status.getReasonPhrase()
                                + ". Mend its method, address or headers.")
                : Reply.refusal(ErrorCode.INTERNAL, "The server failed: " + status.getReasonPhrase() + ".");
    }

    private static @Nullable Object attribute(WebRequest request, String name) {
        return request.getAttribute(name, RequestAttributes.SCOPE_REQUEST);
    }
}
