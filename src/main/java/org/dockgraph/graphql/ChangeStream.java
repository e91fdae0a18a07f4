package org.dockgraph.graphql;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.dockgraph.docking.DockingEventChange;
import org.dockgraph.fetch.ChangeFeed;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.fetch.OutrunException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.execution.SubscriptionPublisherException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.FluxSink.OverflowStrategy;

/// Hands the changes that a subscriber wants on to it, as fast as it asks for them. It keeps none for it: a subscriber
/// that falls so far behind that the gateway forgets what it was to get next is ended.
///
/// *Threads:* a virtual one of its own while there is something to hand on, so that whoever has brought the change
/// does not wait.
final class ChangeStream {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeStream.class);

    private final FluxSink<DockingEventChange> subscriber;
    private final Predicate<DockingEventChange> wanted;
    private final SubscriptionMeters meters;
    private final ChangeFeed feed;
    private final AtomicInteger calls = new AtomicInteger();
    private boolean hasEnded; // of the thread that answers calls

    private ChangeStream(
            FluxSink<DockingEventChange> subscriber,
            Fetcher fetcher,
            @Nullable Instant since,
            Predicate<DockingEventChange> wanted,
            SubscriptionMeters meters) {
        this.subscriber = subscriber;
        this.wanted = wanted;
        this.meters = meters;
        this.feed = fetcher.changes(since, this::call);
    }

    /// The changes as a stream that has no end of itself. It begins when it is subscribed to.
    ///
    /// @return fails with [SubscriptionEnded] as the cause of the failure
    static Flux<DockingEventChange> of(
            Fetcher fetcher, @Nullable Instant since, Predicate<DockingEventChange> wanted, SubscriptionMeters meters) {
        return Flux.create(
                subscriber -> {
                    ChangeStream stream = new ChangeStream(subscriber, fetcher, since, wanted, meters);
                    meters.opened();
                    subscriber.onDispose(stream::close);
                    subscriber.onRequest(_ -> stream.call());
                },
                OverflowStrategy.ERROR); // never meets it: what is not asked for is not taken
    }

    private void close() {
        feed.close();
        meters.closed();
    }

    /// Sees to it that the feed is looked at after this moment, by one thread at a time.
    private void call() {
        if (calls.getAndIncrement() == 0) {
            Thread.startVirtualThread(this::answerCalls);
        }
    }

    private void answerCalls() {
        int answered;
        do {
            answered = calls.get();
            handOn();
        } while (calls.addAndGet(-answered) != 0);
    }

    private void handOn() {
        try {
            while (!hasEnded
                    && !subscriber.isCancelled()
                    && feed.hasNext()
                    && subscriber.requestedFromDownstream() > 0) {
                DockingEventChange change = feed.next();
                if (wanted.test(change)) {
                    subscriber.next(change);
                    meters.told();
                }
            }
        } catch (OutrunException _) {
            end(new SubscriptionEnded(
                    ErrorCode.SUBSCRIBER_TOO_SLOW,
                    "This subscriber takes its messages too slowly: more changes have come than are kept."
                            + " Subscribe again with the at of the last change that was seen as since."));
        } catch (RuntimeException bug) {
            BugReport report = BugReport.next();
            LOG.error("A subscription failed in an unexpected way; id={}", report.id(), bug);
            end(new SubscriptionEnded(ErrorCode.INTERNAL, report.message()));
        }
    }

    /// Ends it at once. Spring would wrap the failure too, but not before the subscriber asks for one more message.
    private void end(SubscriptionEnded end) {
        hasEnded = true;
        meters.ended(end.code());
        CodedError error = new CodedError(end.code(), end.message(), null, null, Map.of());
        subscriber.error(new SubscriptionPublisherException(List.of(error), end));
    }
}
