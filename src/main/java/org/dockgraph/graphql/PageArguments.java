package org.dockgraph.graphql;

import java.util.List;
import java.util.Map;
import org.dockgraph.plan.Window;
import org.jspecify.annotations.Nullable;

/// Reads the paging arguments of a connection, as Relay's specification has them.
public final class PageArguments {

    /// How many entries a page has where nothing is said.
    public static final int DEFAULT_SIZE = 20;

    /// The most that it may have: what one upstream call can bring.
    public static final int MAX_SIZE = 100;

    /// The arguments that are read here.
    static final List<String> NAMES = List.of("first", "after", "last", "before");

    private PageArguments() {}

    /// The stretch of the list that a field's arguments ask for.
    ///
    /// @param arguments coerced, by name
    /// @throws RequestFailure if one breaks a rule
    public static Window of(Map<String, ? extends @Nullable Object> arguments, Cursors cursors) {
        Integer first = size(arguments, "first");
        Integer last = size(arguments, "last");
        if (first != null && last != null) {
            throw RequestFailure.of(
                    ErrorCode.BAD_USER_INPUT,
                    "first is " + first + " and last is " + last
                            + ", but only one of them may be given. Take first to page forwards, last to page backwards.");
        }
        String after = (String) arguments.get("after");
        String before = (String) arguments.get("before");
        return new Window(
                last != null ? last : first != null ? first : DEFAULT_SIZE,
                last != null,
                after == null ? null : cursors.read("after", after),
                before == null ? null : cursors.read("before", before));
    }

    private static @Nullable Integer size(Map<String, ? extends @Nullable Object> arguments, String argument) {
        Integer size = (Integer) arguments.get(argument);
        if (size != null && size > MAX_SIZE) {
            throw RequestFailure.of(
                    ErrorCode.PAGE_SIZE_EXCEEDED,
                    argument + " must be 0 to " + MAX_SIZE + ", but is " + size + ". Ask for " + MAX_SIZE
                            + " and go on with the cursor of the last edge.");
        }
        if (size != null && size < 0) {
            throw RequestFailure.of(
                    ErrorCode.BAD_USER_INPUT,
                    argument + " must be 0 to " + MAX_SIZE + ", but is " + size + ". Leave it out for " + DEFAULT_SIZE
                            + ".");
        }
        return size;
    }
}
