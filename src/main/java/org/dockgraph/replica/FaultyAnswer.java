package org.dockgraph.replica;

import static java.time.ZoneOffset.UTC;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// What a fault makes of an answer before it is put on the wire: a pure function.
final class FaultyAnswer {

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(UTC); // RFC 9110, 5.6.7

    private FaultyAnswer() {}

    /// @param honest what is answered to a request at a time if nothing is wrong
    static ReplicaResponse of(
            Fault fault,
            ReplicaRequest request,
            Instant time,
            BiFunction<ReplicaRequest, Instant, ReplicaResponse> honest) {
        Instant now = time.plus(
                fault.troubles(Trouble.ClockOff.class).map(Trouble.ClockOff::by).reduce(Duration.ZERO, Duration::plus));
        ReplicaResponse answer = fault.troubles(Trouble.Instead.class)
                .findFirst()
                .map(instead -> instead(instead, request))
                .orElseGet(() -> read(fault, request, asked -> honest.apply(asked, now)));
        if (isJson(answer)) {
            answer = withBody(answer, edited(fault, answer.body()));
        }
        for (Trouble.Dressing dressing : fault.troubles(Trouble.Dressing.class).toList()) {
            answer = dressed(dressing, answer, now);
        }
        return answer;
    }

    private static ReplicaResponse instead(Trouble.Instead instead, ReplicaRequest request) {
        return switch (instead) {
            case Trouble.Status(int code) -> json(code, code == 429 ? "Request was throttled." : "Scripted status.");
            case Trouble.Throttled(Duration delay) ->
                json(
                        429,
                        "Request was throttled. Expected available in %d second%s."
                                .formatted(delay.toSeconds(), delay.toSeconds() == 1 ? "" : "s"));
            case Trouble.RedirectLoop _ -> new ReplicaResponse(302, Map.of("Location", request.target()), "");
            case Trouble.Redirect redirect ->
                new ReplicaResponse(302, Map.of("Location", redirect.to().toString()), "");
        };
    }

    private static ReplicaResponse read(
            Fault fault, ReplicaRequest request, Function<ReplicaRequest, ReplicaResponse> honest) {
        return fault.troubles(Trouble.Shift.class)
                .findFirst()
                .map(shift -> ShiftedPage.of(shift.by(), request, honest))
                .orElseGet(() -> honest.apply(request));
    }

    private static String edited(Fault fault, String body) {
        if (fault.troubles(Trouble.Edit.class).findAny().isEmpty()) {
            return body;
        }
        ObjectNode json = Json.read(body);
        fault.troubles(Trouble.Edit.class).forEach(edit -> FaultyBody.edit(edit, json));
        return Json.MAPPER.writeValueAsString(json);
    }

    private static ReplicaResponse dressed(Trouble.Dressing dressing, ReplicaResponse answer, Instant now) {
        return switch (dressing) {
            case Trouble.Html _ -> withBody(withHeader(answer, "Content-Type", "text/html"), edgePage(answer.status()));
            case Trouble.Empty _ -> withBody(answer, "");
            case Trouble.Half _ ->
                withBody(answer, answer.body().substring(0, answer.body().length() / 2));
            case Trouble.RetryAfter(String value) -> withHeader(answer, "Retry-After", value);
            case Trouble.RetryDate(Duration from) ->
                withHeader(answer, "Retry-After", HTTP_DATE.format(now.plus(from)));
        };
    }

    private static String edgePage(int status) {
        return """
                <html>
                <head><title>%1$d</title></head>
                <body><center><h1>%1$d</h1></center><hr><center>edge</center></body>
                </html>
                """.formatted(status);
    }

    private static boolean isJson(ReplicaResponse answer) {
        return answer.headers().getOrDefault("Content-Type", "").startsWith("application/json");
    }

    private static ReplicaResponse json(int status, String detail) {
        return new ReplicaResponse(
                status,
                Map.of("Content-Type", "application/json"),
                Json.MAPPER.writeValueAsString(Json.detail(detail)));
    }

    private static ReplicaResponse withBody(ReplicaResponse answer, String body) {
        return new ReplicaResponse(answer.status(), answer.headers(), body);
    }

    private static ReplicaResponse withHeader(ReplicaResponse answer, String name, String value) {
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.put(name, value);
        return new ReplicaResponse(answer.status(), headers, answer.body());
    }
}
