package org.dockgraph.web;

import java.time.Duration;
import java.time.Instant;
import org.dockgraph.compiled.CompiledAnswer;
import org.dockgraph.compiled.CompiledOperations;
import org.dockgraph.compiled.CompiledOperations.Result;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.graphql.Attempt;
import org.dockgraph.graphql.DressRehearsal;
import org.dockgraph.graphql.GraphqlService;
import org.dockgraph.graphql.Question;
import org.dockgraph.graphql.Reply;
import org.dockgraph.graphql.ValidOperation;
import org.jspecify.annotations.Nullable;

/// Answers questions in the cheapest way that can: by the answer that somebody else has got, by the plan of the
/// operation, by executing it. What is only rehearsed is executed.
final class Answers {

    private final AnswerCache cache;
    private final CompiledOperations operations;
    private final GraphqlService service;
    private final Fetcher fetcher;
    private final DressRehearsal rehearsal;

    Answers(
            AnswerCache cache,
            CompiledOperations operations,
            GraphqlService service,
            Fetcher fetcher,
            DressRehearsal rehearsal) {
        this.cache = cache;
        this.operations = operations;
        this.service = service;
        this.fetcher = fetcher;
        this.rehearsal = rehearsal;
    }

    /// An answer.
    sealed interface Answer {
        /// One without errors.
        record Whole(WholeAnswer answer) implements Answer {}

        /// One that has errors, or that is for its reader alone.
        record Other(Reply reply) implements Answer {}
    }

    /// Answers a question. Blocks until the answer is whole.
    ///
    /// @return null for a subscription, which has many
    @Nullable
    Answer to(Question question) {
        if (rehearsal.isOn()) {
            return executed(question, null, false);
        }
        boolean isPlain = question.isPlain();
        if (isPlain && cache.find(question) instanceof AnswerCache.Entry known) {
            service.repeated(question, known.operation());
            return new Answer.Whole(known.answer());
        }
        return switch (operations.answer(question)) {
            case Result.Answered(CompiledAnswer compiled, ValidOperation operation) -> {
                WholeAnswer answer = new WholeAnswer(
                        compiled.json(), () -> compiled.lifetime().left());
                cache.keep(question, answer, operation, compiled.version(), compiled.until());
                yield new Answer.Whole(answer);
            }
            case Result.ToExecute(Attempt attempt) -> executed(question, attempt, isPlain);
        };
    }

    private @Nullable Answer executed(Question question, @Nullable Attempt attempt, boolean isPlain) {
        long version = fetcher.version();
        Reply reply = service.answer(question, attempt);
        if (reply == null) {
            return null;
        }
        if (!reply.isWhole() || reply.headers().getCacheControl() != null) {
            return new Answer.Other(reply);
        }
        WholeAnswer answer = new WholeAnswer(ReplyWriter.bytes(reply), reply.lifetime());
        if (isPlain && version == fetcher.version()) {
            keep(question, answer, version);
        }
        return new Answer.Whole(answer);
    }

    private void keep(Question question, WholeAnswer answer, long version) {
        Duration left = answer.lifetime();
        ValidOperation operation = service.known(question);
        if (operation != null && (left == null || left.isPositive())) {
            Instant now = fetcher.now();
            cache.keep(question, answer, operation, version, left == null ? Instant.MAX : now.plus(left));
        }
    }
}
