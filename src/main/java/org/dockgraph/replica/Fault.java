package org.dockgraph.replica;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A way in which the replica misbehaves: towards which requests, how many times, and how. Made here for every
/// request and until cleared; [#on] and [#times] narrow that.
///
/// ```java
/// Fault.status(502).and(Fault.html()).on("docking_event/").times(2)
/// ```
///
/// @param path as in a script: `docking_event/`, `docking_event/*` with single entities, `*` for everything save
///     `api-throttle/`
/// @param times how many requests it meets; [#UNTIL_CLEARED] for all
/// @param troubles what is wrong, one or more; at most one of each kind and one ending, save for fields
public record Fault(String path, int times, List<Trouble> troubles) {

    /// As `times`: for every request.
    public static final int UNTIL_CLEARED = Integer.MAX_VALUE;

    /// @throws IllegalArgumentException if no request can meet it, or its troubles exclude each other
    public Fault {
        path = new FaultPath(path).text();
        troubles = List.copyOf(troubles);
        if (times < 1) {
            throw new IllegalArgumentException(
                    "A fault happens 1 time or more, but this is %d. Example: docking_event/ 2 status=502"
                            .formatted(times));
        }
        if (troubles.isEmpty()) {
            throw new IllegalArgumentException(
                    "A fault has to say what is wrong. Example: docking_event/ 2 status=502");
        }
        refuseTwoOfAKind(troubles);
    }

    private static void refuseTwoOfAKind(List<Trouble> troubles) {
        Set<Class<?>> seen = new HashSet<>();
        for (Trouble trouble : troubles) {
            Class<?> kind = switch (trouble) {
                case Trouble.Ending _ -> Trouble.Ending.class;
                case Trouble.Instead _ -> Trouble.Instead.class;
                default -> trouble.getClass();
            };
            if (!(trouble instanceof Trouble.Field) && !seen.add(kind)) {
                throw new IllegalArgumentException(
                        "%s cannot stand beside another of its kind. Make it a fault of its own."
                                .formatted(FaultWords.text(trouble)));
            }
        }
    }

    /// Any status from 200 to 599, with a `detail` as body.
    public static Fault status(int code) {
        return of(new Trouble.Status(code));
    }

    /// Status 429, with the wait in the body as LL2 words it, and without a header.
    public static Fault throttled(Duration wait) {
        return of(new Trouble.Throttled(wait));
    }

    /// The header `Retry-After`: seconds, or nonsense.
    public static Fault retryAfter(String value) {
        return of(new Trouble.RetryAfter(value));
    }

    /// The header `Retry-After` as an HTTP date, this far from the replica's clock.
    public static Fault retryDate(Duration from) {
        return of(new Trouble.RetryDate(from));
    }

    /// A redirect to the address that was asked.
    public static Fault redirectLoop() {
        return of(new Trouble.RedirectLoop());
    }

    /// A redirect to somewhere else.
    public static Fault redirect(URI to) {
        return of(new Trouble.Redirect(to));
    }

    /// A page of HTML in place of the body; the status stays.
    public static Fault html() {
        return of(new Trouble.Html());
    }

    /// No body; the status stays.
    public static Fault empty() {
        return of(new Trouble.Empty());
    }

    /// A whole HTTP answer that carries the first half of its document.
    public static Fault half() {
        return of(new Trouble.Half());
    }

    /// A body of this many million bytes, streamed.
    public static Fault huge(int megabytes) {
        return of(new Trouble.Huge(megabytes));
    }

    /// Null where fields of this name were.
    public static Fault nulled(String field) {
        return of(new Trouble.Field(Trouble.Put.NULL, field));
    }

    /// Nothing where fields of this name were.
    public static Fault missing(String field) {
        return of(new Trouble.Field(Trouble.Put.MISSING, field));
    }

    /// A number where fields of this name were.
    public static Fault number(String field) {
        return of(new Trouble.Field(Trouble.Put.NUMBER, field));
    }

    /// A text where fields of this name were.
    public static Fault text(String field) {
        return of(new Trouble.Field(Trouble.Put.TEXT, field));
    }

    /// A field that nobody knows, in every object.
    public static Fault unknown() {
        return of(new Trouble.Unknown());
    }

    /// The first entry of a page once more, behind the last.
    public static Fault twice() {
        return of(new Trouble.Twice());
    }

    /// Pages after the first as if so many entries had come to the front since; negative for entries gone.
    public static Fault shift(int by) {
        return of(new Trouble.Shift(by));
    }

    /// A `count` that lies by this much.
    public static Fault count(int by) {
        return of(new Trouble.Count(by));
    }

    /// A clock that is off by this much.
    public static Fault clockOff(Duration by) {
        return of(new Trouble.ClockOff(by));
    }

    /// An answer that begins this late, or when the faults are cleared.
    public static Fault slow(Duration delay) {
        return of(new Trouble.Slow(delay));
    }

    /// No answer, over an open connection, until the faults are cleared.
    public static Fault hang() {
        return of(new Trouble.Hang());
    }

    /// Headers and half of the body, then nothing, over an open connection, until the faults are cleared.
    public static Fault stall() {
        return of(new Trouble.Stall());
    }

    /// A connection closed in the middle of the body.
    public static Fault reset() {
        return of(new Trouble.Reset());
    }

    /// A connection closed without an answer.
    public static Fault close() {
        return of(new Trouble.Close());
    }

    /// A connection closed without an answer, and all others refused for this long or until the faults are cleared.
    ///
    /// @see ReplicaServer#refuseConnections
    public static Fault refuse(Duration time) {
        return of(new Trouble.Refuse(time));
    }

    /// The same towards requests to this path; see [#path].
    public Fault on(String changed) {
        return new Fault(changed, times, troubles);
    }

    /// The same for this many requests.
    public Fault times(int changed) {
        return new Fault(path, changed, troubles);
    }

    /// The same with the other's troubles too; the other's path and number do not count.
    public Fault and(Fault other) {
        return new Fault(
                path,
                times,
                Stream.concat(troubles.stream(), other.troubles.stream()).toList());
    }

    /// The line of a script that says the same.
    @Override
    public String toString() {
        return FaultScript.text(this);
    }

    /// @param target relative to the version's root, with its query
    boolean meets(String target) {
        return new FaultPath(path).matches(target);
    }

    <T extends Trouble> Stream<T> troubles(Class<T> kind) {
        return troubles.stream().filter(kind::isInstance).map(kind::cast);
    }

    private static Fault of(Trouble trouble) {
        return new Fault("*", UNTIL_CLEARED, List.of(trouble));
    }
}
