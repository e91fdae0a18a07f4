package org.dockgraph.web;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.dockgraph.graphql.BugReport;
import org.dockgraph.graphql.ErrorCode;
import org.dockgraph.graphql.Reply;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/// Answers, as GraphQL, all that ends before or beside the endpoint: what is no HTTP, has a head that is too long,
/// leads nowhere, or fails.
final class ServerErrors extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(ServerErrors.class);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < HttpStatus.BAD_REQUEST.value()
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        if (status == HttpStatus.NOT_IMPLEMENTED.value() || status == HttpStatus.HTTP_VERSION_NOT_SUPPORTED.value()) {
            status = HttpStatus.BAD_REQUEST.value(); // what is wrong is the request, not the gateway
            response.setStatus(status);
        }
        request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null); // nor is its body waited for again
        byte[] body = ReplyWriter.bytes(reply(status, failure));
        response.setContentType(ResponseType.JSON.contentType());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentLength(body.length);
        try {
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException gone) {
            LOG.debug("A refusal could not be sent", gone);
        }
    }

    private static Reply reply(int status, @Nullable Throwable failure) {
        HttpStatus known = HttpStatus.resolve(status);
        if (known == null || known == HttpStatus.INTERNAL_SERVER_ERROR) {
            BugReport bug = BugReport.next();
            LOG.error("A request failed in an unexpected way; id={} status={}", bug.id(), status, failure);
            return bug.reply();
        }
        return Reply.refusal(
                known == HttpStatus.SERVICE_UNAVAILABLE ? ErrorCode.OVERLOADED : ErrorCode.BAD_USER_INPUT,
                switch (known) {
                    case BAD_REQUEST ->
                        "This is not well-formed HTTP, or has more than 100 headers, or more than 16 KiB of them with"
                                + " the address. In an address all but letters, digits and -._~ is percent-encoded.";
                    case NOT_FOUND -> "There is nothing at this address. GraphQL is at /graphql.";
                    case METHOD_NOT_ALLOWED -> "The method is not one that can be used at this address.";
                    case REQUEST_TIMEOUT -> "The request was not here in time. Send it again, faster.";
                    default -> known.getReasonPhrase() + ".";
                });
    }
}
