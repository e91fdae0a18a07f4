package org.dockgraph.web;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.util.unit.DataSize;

/// Lets in as many operations at a time as may be under way, and as many bytes of answers as may wait to be read.
/// Nobody queues here: who is one too many is told so at once.
///
/// An operation has its place from when its request is whole, so that those who send slowly take none, until its answer
/// is sent: those who read slowly keep theirs, since answers are what fills the memory. A subscription leaves once
/// it has begun.
final class Admission {

    private final int limit;
    private final Semaphore places;
    private final long room;
    private final AtomicLong unread = new AtomicLong();

    /// @param limit of operations under way
    /// @param room for their answers, until they are read
    Admission(int limit, DataSize room) {
        this.limit = limit;
        this.places = new Semaphore(limit);
        this.room = room.toBytes();
    }

    /// Takes a place.
    ///
    /// @throws Refusal if none is free
    Place enter() throws Refusal {
        if (!places.tryAcquire()) {
            throw Refusal.overloaded(
                            "There are " + limit + " operations under way, as many as may be. Ask again in a moment.")
                    .beyond(EdgeLimit.OPERATIONS_UNDER_WAY);
        }
        return new Place();
    }

    /// Where an operation is under way. To close it is to leave, once.
    final class Place implements AutoCloseable {

        private final AtomicBoolean isTaken = new AtomicBoolean(true);
        private final AtomicLong held = new AtomicLong();

        /// Holds an answer until the place is left, if there is room for it. One that is told after the place was left,
        /// as the events of a subscription are, is short.
        ///
        /// @param bytes that it takes
        boolean holds(int bytes) {
            if (!isTaken.get()) {
                return true;
            }
            if (unread.addAndGet(bytes) > room) {
                unread.addAndGet(-bytes);
                return false;
            }
            held.addAndGet(bytes);
            return true;
        }

        @Override
        public void close() {
            if (isTaken.getAndSet(false)) {
                unread.addAndGet(-held.get());
                places.release();
            }
        }
    }

    /// What is told in place of an answer for which there is no room.
    static Refusal noRoom() {
        return Refusal.overloaded("Answers that their clients have not read yet fill the memory that there is for them."
                        + " Ask again in a moment, or for less at a time.")
                .beyond(EdgeLimit.UNREAD_ANSWERS);
    }
}
