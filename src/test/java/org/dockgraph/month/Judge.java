package org.dockgraph.month;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dockgraph.docking.DockingEvent;
import org.dockgraph.docking.Entity;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.Kind;
import org.dockgraph.month.Questions.PageQuestion;
import org.dockgraph.plan.EventOrder.Position;
import org.dockgraph.plan.EventPage;
import org.dockgraph.plan.Need.PageNeed;
import org.dockgraph.plan.Window;
import org.dockgraph.replica.Row;
import org.jspecify.annotations.Nullable;

/// Tells whether answers are right, by plain loops over what the source has said.
///
/// The pages that an answer is made of were read at different moments, so it need not be what the source said at any
/// one moment. But it must be what it said of each event at some moment within the promise: there has to be a choice
/// of one believable state for each event under which the answer is the only right one. Since states are chosen
/// freely, each event can be looked at by itself.
final class Judge {

    private final History history;

    Judge(History history) {
        this.history = history;
    }

    /// Fails unless the page is right.
    ///
    /// @param shown how old what it says of its entries may be
    /// @param hidden how old what keeps others out of it may be
    void page(PageQuestion question, EventPage page, Instant now, History.Promise shown, History.Promise hidden) {
        new Verdict(question, page, now, shown, hidden).check();
    }

    /// Fails unless this may be said of the event.
    void event(DockingEvent event, Instant now, History.Promise promise) {
        assertThat(history.believable(event.id(), now, promise))
                .as("what may be said of %s", event)
                .anyMatch(row -> row != null && says(event, row));
    }

    /// Fails unless it may be said that there is no such thing.
    void absent(EntityRef ref, Instant now, Duration promise) {
        if (ref.kind() == Kind.DOCKING_EVENT) {
            assertThat(history.believable(ref.id(), now, _ -> promise))
                    .as("what may be said of the missing %s", ref)
                    .containsNull();
        } else {
            Instant since = history.since(ref.kind(), ref.id());
            assertThat(since == null || since.isAfter(now.minus(promise)))
                    .as("%s, which is there since %s, may be missing", ref, since)
                    .isTrue();
        }
    }

    /// Fails unless these are all things of the kind, or were a short time ago.
    void table(Kind kind, List<Entity> entities, Instant now, Duration promise) {
        Set<Integer> given = entities.stream().map(Entity::id).collect(Collectors.toSet());
        Map<Integer, Instant> known = history.known(kind);
        assertThat(given).as("each once").hasSameSizeAs(entities);
        assertThat(known.keySet()).as("all there are").containsAll(given);
        known.keySet().stream()
                .filter(id -> !given.contains(id))
                .forEach(id -> absent(new EntityRef(kind, id), now, promise));
    }

    /// Whether the event, as far as it is held, is what the source says here.
    static boolean says(DockingEvent event, Row.DockingEvent row) {
        return (!event.covers().contains(Field.EVENT_DOCKING) || event.docking().equals(row.docking()))
                && (!event.covers().contains(Field.EVENT_DEPARTURE)
                        || Objects.equals(event.departure(), row.departure()))
                && refers(event, Field.EVENT_FLIGHT_VEHICLE, row.flightVehicle())
                && refers(event, Field.EVENT_DOCKING_LOCATION, row.dockingLocation())
                && refers(event, Field.EVENT_SPACE_STATION, row.spaceStation());
    }

    private static boolean refers(DockingEvent event, Field field, int id) {
        return !event.covers().contains(field) || (field.read(event) instanceof EntityRef ref && ref.id() == id);
    }

    /// One page under examination.
    private final class Verdict {

        private final PageQuestion question;
        private final PageNeed need;
        private final EventPage page;
        private final Instant now;
        private final History.Promise shown;
        private final History.Promise hidden;

        Verdict(PageQuestion question, EventPage page, Instant now, History.Promise shown, History.Promise hidden) {
            this.question = question;
            this.need = question.need();
            this.page = page;
            this.now = now;
            this.shown = shown;
            this.hidden = hidden;
        }

        void check() {
            Set<Integer> given = new HashSet<>();
            for (EventPage.Entry entry : page.entries()) {
                assertThat(given.add(entry.event().id()))
                        .as("%s is there once", entry.event().ref())
                        .isTrue();
                event(entry.event(), now, shown);
                assertThat(believed(entry.event())).as("a match: %s", entry).anyMatch(this::isMatch);
            }
            Window window = need.window();
            assertThat(page.entries()).hasSizeLessThanOrEqualTo(window.size());
            // An event at the edge of what was read may lead others of its time, whatever their ids are.
            if (page.entries().stream().anyMatch(entry -> entry.position().leader() != null)) {
                return;
            }
            inOrder();
            noneIsLost(given);
            total();
            neighbours(given);
        }

        private List<Row.DockingEvent> believed(DockingEvent event) {
            return history.believable(event.id(), now, shown).stream()
                    .filter(Objects::nonNull)
                    .filter(row -> says(event, row))
                    .toList();
        }

        private void inOrder() {
            List<Position> positions =
                    page.entries().stream().map(EventPage.Entry::position).toList();
            for (int i = 1; i < positions.size(); i++) {
                assertThat(compare(positions.get(i - 1), positions.get(i)))
                        .as("order of %s and %s", positions.get(i - 1), positions.get(i))
                        .isNegative();
            }
        }

        private void noneIsLost(Set<Integer> given) {
            boolean isFull = page.entries().size() == need.window().size();
            for (int id : history.ids()) {
                if (!given.contains(id)) {
                    assertThat(history.believable(id, now, hidden))
                            .as("what keeps event %s off the page", id)
                            .anyMatch(row -> !isMatch(row) || !isInWindow(row) || (isFull && isBeyond(row)));
                }
            }
        }

        private void total() {
            Integer total = page.total();
            if (total == null) {
                assertThat(need.withTotal()).as("asked for a total").isFalse();
                return;
            }
            int least = 0;
            int most = 0;
            for (int id : history.ids()) {
                List<Row.@Nullable DockingEvent> states = history.believable(id, now, hidden);
                least += states.stream().allMatch(this::isMatch) ? 1 : 0;
                most += states.stream().anyMatch(this::isMatch) ? 1 : 0;
            }
            assertThat(total).as("total").isBetween(least, most);
        }

        private void neighbours(Set<Integer> given) {
            if (page.entries().isEmpty()) {
                return;
            }
            Position first = page.entries().getFirst().position();
            Position last = page.entries().getLast().position();
            neighbour("previous", page.hasPrevious(), given, row -> compare(positionOf(row), first) < 0);
            neighbour("next", page.hasNext(), given, row -> compare(positionOf(row), last) > 0);
        }

        private void neighbour(
                String which, boolean said, Set<Integer> given, Function<Row.DockingEvent, Boolean> isThere) {
            boolean may = false;
            boolean must = false;
            for (int id : history.ids()) {
                if (!given.contains(id)) {
                    List<Row.@Nullable DockingEvent> states = history.believable(id, now, hidden);
                    may |= states.stream().anyMatch(row -> row != null && isMatch(row) && isThere.apply(row));
                    must |= states.stream().allMatch(row -> row != null && isMatch(row) && isThere.apply(row));
                }
            }
            assertThat(said).as("has %s", which).isIn(must, may);
        }

        private boolean isMatch(Row.@Nullable DockingEvent row) {
            return row != null && question.matches().test(row);
        }

        private boolean isInWindow(Row.@Nullable DockingEvent row) {
            Window window = need.window();
            return row != null
                    && (window.after() == null || compare(positionOf(row), window.after()) > 0)
                    && (window.before() == null || compare(positionOf(row), window.before()) < 0);
        }

        /// Whether a page that is full leaves the event out.
        private boolean isBeyond(Row.@Nullable DockingEvent row) {
            if (row == null || page.entries().isEmpty()) {
                return true;
            }
            return need.window().fromEnd()
                    ? compare(positionOf(row), page.entries().getFirst().position()) < 0
                    : compare(positionOf(row), page.entries().getLast().position()) > 0;
        }

        private Position positionOf(Row.DockingEvent row) {
            return new Position(Questions.timeOf(row, need.order()), row.id(), null);
        }

        private int compare(Position one, Position other) {
            return Questions.compare(one.time(), one.id(), other.time(), other.id(), need.order());
        }
    }
}
