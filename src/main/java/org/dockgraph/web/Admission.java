package org.dockgraph.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.MultiValueMap;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

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

    /// Where an operation is under way. To close it is to leave, unless a response has taken it over. One leaves once.
    final class Place implements AutoCloseable {

        private final AtomicBoolean isTaken = new AtomicBoolean(true);
        private final AtomicLong held = new AtomicLong();
        private boolean isTakenOver;

        /// Has the place kept until this response is sent.
        ///
        /// @throws Refusal if there is no room for it
        ServerResponse untilSent(ServerResponse response) throws Refusal {
            if (!holds(response.headers().getContentLength())) {
                throw noRoom();
            }
            isTakenOver = true;
            return new LastWord(response, this);
        }

        /// Holds an answer until the place is left, if there is room for it. One that is told after the place was left,
        /// as the events of a subscription are, is short.
        ///
        /// @param bytes that it takes; less than none: none
        boolean holds(long bytes) {
            if (bytes <= 0 || !isTaken.get()) {
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
            if (!isTakenOver) {
                leave();
            }
        }

        private void leave() {
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

    /// A response after which a place is free.
    private static final class LastWord implements ServerResponse {

        private final ServerResponse response;
        private final Place place;

        LastWord(ServerResponse response, Place place) {
            this.response = response;
            this.place = place;
        }

        @Override
        public HttpStatusCode statusCode() {
            return response.statusCode();
        }

        @Override
        public HttpHeaders headers() {
            return response.headers();
        }

        @Override
        public MultiValueMap<String, Cookie> cookies() {
            return response.cookies();
        }

        @Override
        public @Nullable ModelAndView writeTo(
                HttpServletRequest request, HttpServletResponse to, ServerResponse.Context context)
                throws ServletException, IOException {
            try {
                return response.writeTo(request, to, context);
            } finally {
                place.leave();
            }
        }
    }
}
