package org.dockgraph.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

/// Lets in as many operations at a time as may be under way. Nobody queues here: who is one too many is told so at
/// once.
///
/// An operation has its place from when its request is whole, so that those who send slowly take none, until its answer
/// is sent: those who read slowly keep theirs, since answers are what fills the memory. A subscription leaves once
/// it has begun.
final class Admission {

    private final int limit;
    private final Semaphore places;

    Admission(int limit) {
        this.limit = limit;
        this.places = new Semaphore(limit);
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
        private boolean isTakenOver;

        /// Has the place kept until this response is sent.
        ServerResponse untilSent(ServerResponse response) {
            isTakenOver = true;
            return new LastWord(response, this);
        }

        @Override
        public void close() {
            if (!isTakenOver) {
                leave();
            }
        }

        private void leave() {
            if (isTaken.getAndSet(false)) {
                places.release();
            }
        }
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
