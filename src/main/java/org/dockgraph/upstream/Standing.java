package org.dockgraph.upstream;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the source says of its limit, in `api-throttle/`. What is missing there or cannot be is null.
///
/// @param limit calls in a window
/// @param window how long a call counts; at most a day is believed
/// @param used calls that it counts now, whoever made them
/// @param nextUse until a call comes free; null too where one is free now
record Standing(
        @Nullable Integer limit,
        @Nullable Duration window,
        @Nullable Integer used,
        @Nullable Duration nextUse) {

    static final Standing UNKNOWN = new Standing(null, null, null, null);

    private static final JsonMapper JSON = new JsonMapper();
    private static final int DAY = 86_400; // seconds

    /// Reads the body; the specification of version 2.3.0 puts a list around it.
    static Standing of(byte[] body) {
        try {
            JsonNode root = JSON.readTree(body);
            JsonNode told = root.isArray() ? root.path(0) : root;
            return new Standing(
                    number(told.path("your_request_limit"), 1, Integer.MAX_VALUE),
                    seconds(told.path("limit_frequency_secs")),
                    number(told.path("current_use"), 0, Integer.MAX_VALUE),
                    seconds(told.path("next_use_secs")));
        } catch (JacksonException _) {
            return UNKNOWN;
        }
    }

    private static @Nullable Duration seconds(JsonNode value) {
        Integer seconds = number(value, 1, DAY);
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    /// A number as a whole one, rounded up; null if it is none or out of range.
    private static @Nullable Integer number(JsonNode value, int least, int most) {
        double number = value.isNumber() ? Math.ceil(value.doubleValue(Double.NaN)) : Double.NaN;
        return number >= least && number <= most ? (Integer) (int) number : null;
    }
}
