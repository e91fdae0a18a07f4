package org.dockgraph.upstream;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.plan.Call;
import org.dockgraph.plan.Delivery;
import org.dockgraph.plan.ListKey;
import org.dockgraph.upstream.Ll2Reader.WrongValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.sym.PropertyNameMatcher;

/// Takes answers of Launch Library 2.0.0 apart into entities: the border where foreign data is checked, and with
/// [Ll2Address] and [Ll2Table] the only place that knows its names.
///
/// Unknown fields are ignored and missing ones are not covered, since fields were added in place for years. A value
/// of the wrong type costs the entry of the list that it is in, and no other.
///
/// *Threads:* safe.
final class Ll2Decoder {

    /// The longest list that is believed; LL2's longest has some thousand entries. The gateway counts through all
    /// pages that a list must have.
    private static final int MAX_COUNT = 1_000_000;

    /// The most entries of one page that are looked at: a hundred times what is asked for.
    private static final int MAX_ENTRIES = 100 * ListKey.PAGE_SIZE;

    private static final Answer NO_JSON = new Answer.Malformed("the body, which is no JSON");

    private final ReadBefore readBefore = new ReadBefore();

    Answer decode(Call call, byte[] body) {
        String root = call instanceof Call.Single(EntityRef ref) ? ref.kind().typeName() : "";
        try (var json = new Ll2Reader(body, root, readBefore)) {
            json.parser().nextToken();
            Answer answer = switch (call) {
                case Call.Page page -> new Page(page, json).read();
                case Call.Single(EntityRef ref) -> single(ref, json);
            };
            return json.parser().nextToken() == null ? answer : NO_JSON;
        } catch (JacksonException _) {
            return NO_JSON;
        }
    }

    private static Answer single(EntityRef ref, Ll2Reader json) {
        try {
            EntityRef read = json.entry(ref.kind());
            return read.equals(ref)
                    ? new Answer.Found(new Delivery(json.entities(), List.of(ref.id()), 1, 1, false, List.of()))
                    : new Answer.Malformed("the id, which is " + read.id() + " where " + ref.id() + " was asked for");
        } catch (WrongValue wrong) {
            return new Answer.Malformed(String.valueOf(wrong.getMessage()));
        }
    }

    /// A page while it is read. Its members may come in any order.
    private static final class Page {

        private static final int COUNT = 0;
        private static final int NEXT = 1;
        private static final int RESULTS = 2;
        private static final PropertyNameMatcher NAMES = Ll2Table.names(List.of("count", "next", "results"));

        private final Call.Page call;
        private final Ll2Reader json;
        private final Set<Integer> ids = new LinkedHashSet<>();
        private final List<String> rejects = new ArrayList<>();
        private @Nullable Integer count;
        private boolean hasNext;
        private boolean hasResults;
        private int size;

        Page(Call.Page call, Ll2Reader json) {
            this.call = call;
            this.json = json;
        }

        Answer read() {
            JsonParser parser = json.parser();
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                int member;
                while ((member = parser.nextNameMatch(NAMES)) != PropertyNameMatcher.MATCH_END_OBJECT) {
                    JsonToken value = parser.nextToken();
                    switch (member) {
                        case COUNT -> count = json.isInteger() ? (Integer) parser.getIntValue() : null;
                        case NEXT -> hasNext = value == JsonToken.VALUE_STRING;
                        case RESULTS -> hasResults = value == JsonToken.START_ARRAY && readResults();
                        default -> {}
                    }
                    parser.skipChildren();
                }
            }
            parser.skipChildren();
            return answer();
        }

        private boolean readResults() {
            JsonParser parser = json.parser();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (++size > MAX_ENTRIES) {
                    parser.skipChildren();
                    continue;
                }
                try {
                    ids.add(json.entry(call.list().kind()).id());
                } catch (WrongValue wrong) {
                    rejects.add(String.valueOf(wrong.getMessage()));
                }
            }
            return true;
        }

        private Answer answer() {
            if (count == null || !hasResults) {
                return new Answer.Malformed("the page, which must have count and results");
            }
            if (count < 0 || count > MAX_COUNT || size > MAX_ENTRIES) {
                return new Answer.Malformed("the page, which counts " + count + " entries and has " + size);
            }
            if (ids.isEmpty() && !rejects.isEmpty() && call.offset() == 0) {
                return new Answer.Malformed(rejects.getFirst());
            }
            return new Answer.Found(new Delivery(json.entities(), List.copyOf(ids), size, count, hasNext, rejects));
        }
    }
}
