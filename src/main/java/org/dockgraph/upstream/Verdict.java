package org.dockgraph.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import org.dockgraph.plan.Call;
import org.dockgraph.upstream.Ll2Http.Received;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What an HTTP answer means for the call that it answers.
sealed interface Verdict {

    /// The call has ended.
    record Ended(Answer answer, Ending ending) implements Verdict {}

    /// The call goes on elsewhere at the same source.
    record Moved(URI to) implements Verdict {}

    /// Judges an answer. What must not be followed is an end.
    ///
    /// @param target where the request went
    /// @param decoder reads what was found
    /// @param now the time of day
    static Verdict of(Call call, URI target, Received received, Ll2Decoder decoder, Instant now) {
        return switch (received) {
            case Received.Failure(Answer answer, Ending ending) -> new Ended(answer, ending);
            case Received.Response response -> of(call, target, response, decoder, now);
        };
    }

    private static Verdict of(Call call, URI target, Received.Response response, Ll2Decoder decoder, Instant now) {
        byte[] body = response.body();
        return switch (response.status()) {
            case 200 -> found(call, body, decoder);
            case 301, 302, 303, 307, 308 -> {
                URI to = sameOrigin(
                        target, response.headers().firstValue("Location").orElse(""));
                yield to == null
                        ? unavailable(
                                response.status(),
                                "; check dockgraph.upstream.base-url, since redirects to elsewhere are not followed",
                                Ending.LASTING_FAILURE)
                        : new Moved(to);
            }
            case 400 -> unavailable(400, "", Ending.ANSWERED); // this question is refused, others need not be
            case 401, 403 ->
                unavailable(response.status(), "; check dockgraph.upstream.api-key", Ending.LASTING_FAILURE);
            case 404 ->
                call instanceof Call.Single && isDetail(body)
                        ? new Ended(new Answer.Missing(), Ending.ANSWERED)
                        : unavailable(404, "; check dockgraph.upstream.base-url", Ending.LASTING_FAILURE);
            case 429 ->
                new Ended(
                        new Answer.Throttled(
                                RetryAfter.of(response.headers(), body == null ? "" : new String(body, UTF_8), now)),
                        Ending.ANSWERED);
            case 502, 503, 504 -> unavailable(response.status(), "", Ending.PASSING_FAILURE);
            default -> unavailable(response.status(), "", Ending.LASTING_FAILURE);
        };
    }

    private static Verdict found(Call call, byte @Nullable [] body, Ll2Decoder decoder) {
        Answer answer = body == null
                ? new Answer.Malformed("the body, which is too long or cannot be unpacked")
                : decoder.decode(call, body);
        return new Ended(answer, answer instanceof Answer.Found ? Ending.ANSWERED : Ending.LASTING_FAILURE);
    }

    private static Verdict unavailable(int status, String hint, Ending ending) {
        return new Ended(new Answer.Unavailable("status " + status + hint), ending);
    }

    /// Whether it is LL2 itself that says so, and not something in front of it.
    private static boolean isDetail(byte @Nullable [] body) {
        try {
            return body != null && new JsonMapper().readTree(body).has("detail");
        } catch (JacksonException _) {
            return false;
        }
    }

    /// Where a redirect leads; null if that is nowhere, or to another scheme, host or port.
    private static @Nullable URI sameOrigin(URI from, String location) {
        try {
            URI to = location.isEmpty() ? null : from.resolve(location);
            return to != null && to.getRawUserInfo() == null && origin(to).equals(origin(from)) ? to : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static String origin(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        int port = address.getPort() >= 0 ? address.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + String.valueOf(address.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }
}
