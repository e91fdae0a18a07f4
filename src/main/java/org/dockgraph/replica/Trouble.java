package org.dockgraph.replica;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;

/// One thing that is wrong with an answer, by the stage at which it goes wrong.
public sealed interface Trouble {

    /// An answer in place of the honest one.
    sealed interface Instead extends Trouble {}

    /// A change of the honest answer's JSON.
    sealed interface Edit extends Trouble {}

    /// A change of the answer's body or headers, whatever they are.
    sealed interface Dressing extends Trouble {}

    /// What becomes of an answer on the wire.
    sealed interface Ending extends Trouble {}

    /// Any final status, with a `detail` as body.
    record Status(int code) implements Instead {
        public Status {
            if (code < 200 || code > 599) {
                throw new IllegalArgumentException(
                        "A status is 200 to 599, but this is %d. Example: status=502".formatted(code));
            }
        }
    }

    /// Status 429 with LL2's sentence, which tells the wait; a header `Retry-After` comes only with its own word.
    record Throttled(Duration delay) implements Instead {
        public Throttled {
            requireNotNegative("throttled", delay);
        }
    }

    /// Status 302 to the very address that was asked.
    record RedirectLoop() implements Instead {}

    /// Status 302 to somewhere else.
    record Redirect(URI to) implements Instead {
        private static final Pattern HTTP = Pattern.compile("https?://[^\\s;]+");

        public Redirect {
            if (!HTTP.matcher(to.toString()).matches()) {
                throw new IllegalArgumentException(
                        "A redirect leads to loop or to an http address, but this is %s. Example: redirect=http://127.0.0.1:9/"
                                .formatted(to));
            }
        }
    }

    /// What is put where a field was.
    enum Put {
        NULL,
        MISSING,
        NUMBER,
        TEXT
    }

    /// Every field of this name, however deep.
    record Field(Put put, String name) implements Edit {
        private static final Pattern NAME = Pattern.compile("[a-z][a-z_]*");

        public Field {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "A field is named in small letters and _, but this is %s. Example: null=flight_vehicle"
                                .formatted(name));
            }
        }
    }

    /// A number added to `count`; negative to take away.
    record Count(int by) implements Edit {}

    /// Fields that nobody knows, in every object.
    record Unknown() implements Edit {}

    /// The first entry of a list once more, behind its last.
    record Twice() implements Edit {}

    /// Entries that have come to the front of a list since its first page was read, so that later pages repeat as
    /// many; negative for entries that have gone, so that later pages skip as many.
    record Shift(int by) implements Trouble {
        public Shift {
            if (by == 0 || Math.abs((long) by) > 100) {
                throw new IllegalArgumentException(
                        "A list shifts by 1 to 100 entries either way, but this is %d. Example: shift=+1"
                                .formatted(by));
            }
        }
    }

    /// A page of HTML as an edge server sends it.
    record Html() implements Dressing {}

    /// No body.
    record Empty() implements Dressing {}

    /// The first half of the body, as a whole HTTP answer.
    record Half() implements Dressing {}

    /// The header `Retry-After` with any text, sensible or not.
    record RetryAfter(String value) implements Dressing {
        private static final Pattern VALUE = Pattern.compile("[!-:<-~]+"); // ASCII that can be seen, without ;

        public RetryAfter {
            if (!VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException(
                        "retry-after is text without blanks and ;, but this is '%s'. Examples: retry-after=30, retry-after=soon"
                                .formatted(value));
            }
        }
    }

    /// The header `Retry-After` as an HTTP date, this far from the replica's clock; negative for the past.
    record RetryDate(Duration from) implements Dressing {}

    /// A clock that is off: what is docked now, and the date of `Retry-After`, follow from it. The header `Date` does
    /// not: the JDK's server writes the machine's time over whatever it is given.
    record ClockOff(Duration by) implements Trouble {}

    /// An answer that begins late.
    record Slow(Duration delay) implements Trouble {
        public Slow {
            requireNotNegative("slow", delay);
        }
    }

    /// Blanks before the body: JSON stays the same and is that much longer.
    ///
    /// @param megabytes 1 to 10,000, of a million bytes each
    record Huge(int megabytes) implements Ending {
        public Huge {
            if (megabytes < 1 || megabytes > 10_000) {
                throw new IllegalArgumentException(
                        "A huge body has 1MB to 10000MB, but this is %dMB. Example: huge=200MB".formatted(megabytes));
            }
        }
    }

    /// Nothing is sent, and the connection stays open.
    record Hang() implements Ending {}

    /// Headers and half of the body are sent, then nothing, and the connection stays open.
    record Stall() implements Ending {}

    /// Headers and half of the body are sent, then the connection is closed.
    record Reset() implements Ending {}

    /// The connection is closed without an answer.
    record Close() implements Ending {}

    /// The connection is closed without an answer, and then all connections are refused for a time.
    record Refuse(Duration time) implements Ending {
        public Refuse {
            requireNotNegative("refuse", time);
        }
    }

    private static void requireNotNegative(String word, Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("%s takes a time that is not negative, but this is %s. Example: %s=3s"
                    .formatted(word, FaultWords.text(time), word));
        }
    }
}
