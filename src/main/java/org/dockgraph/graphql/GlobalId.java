package org.dockgraph.graphql;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Kind;
import org.jspecify.annotations.Nullable;

/// An entity's id in the graph: unpadded base64url of `DockingEvent:633`.
public final class GlobalId {

    private static final Pattern CONTENT = Pattern.compile("([A-Za-z]+):([1-9]\\d{0,9})");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,10}");

    private GlobalId() {}

    /// The global id of an entity.
    public static String of(EntityRef ref) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ref.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// The entity that a global id names.
    public static EntityRef parse(String id) {
        EntityRef ref = decode(id);
        if (ref == null) {
            throw RequestFailure.of(
                    ErrorCode.BAD_USER_INPUT,
                    "id is \"" + RequestFailure.shown(id)
                            + "\", but must be a global id. Take it from a field id of an earlier answer;"
                            + " a bare number does not say of which type it is.");
        }
        return ref;
    }

    /// The entity of a known kind that a global id or a bare number of Launch Library 2 names.
    ///
    /// @param argument the argument's name, for the message
    public static EntityRef parse(String argument, String id, Kind kind) {
        EntityRef ref = NUMBER.matcher(id).matches() ? numbered(kind, id) : decode(id);
        if (ref == null) {
            throw RequestFailure.of(
                    ErrorCode.BAD_USER_INPUT,
                    argument + " is \"" + RequestFailure.shown(id) + "\", but must be the global id of " + one(kind)
                            + " or its number in Launch Library 2, 1 to " + Integer.MAX_VALUE + ".");
        }
        if (ref.kind() != kind) {
            throw RequestFailure.of(
                    ErrorCode.BAD_USER_INPUT,
                    argument + " is the global id of " + one(ref.kind()) + ", but must be that of " + one(kind)
                            + ". Take it from the field id of " + one(kind) + ".");
        }
        return ref;
    }

    private static String one(Kind kind) {
        return (kind == Kind.AGENCY ? "an " : "a ") + kind.typeName();
    }

    private static @Nullable EntityRef decode(String id) {
        try {
            String content = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(id)))
                    .toString();
            Matcher parts = CONTENT.matcher(content);
            if (parts.matches()) {
                for (Kind kind : Kind.values()) {
                    if (kind.typeName().equals(parts.group(1))) {
                        return numbered(kind, parts.group(2));
                    }
                }
            }
            return null;
        } catch (IllegalArgumentException | CharacterCodingException _) {
            return null;
        }
    }

    private static @Nullable EntityRef numbered(Kind kind, String digits) {
        long number = Long.parseLong(digits);
        return number < 1 || number > Integer.MAX_VALUE ? null : new EntityRef(kind, (int) number);
    }
}
