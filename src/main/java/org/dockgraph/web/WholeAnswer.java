package org.dockgraph.web;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An answer without errors as it goes over the wire, so that it can go again. What is made of its bytes is made once.
///
/// *Threads:* safe; what several make at once is the same.
final class WholeAnswer {

    private static final int HASH_BYTES = 16;

    private final byte[] json;
    private final Supplier<@Nullable Duration> lifetime;
    private volatile byte @Nullable [] packed;
    private volatile @Nullable String hash;

    /// @param json the response, as the GraphQL specification has it
    /// @param lifetime how long it may still be kept; zero for not at all, null if nothing of the source is in it
    WholeAnswer(byte[] json, Supplier<@Nullable Duration> lifetime) {
        this.json = json;
        this.lifetime = lifetime;
    }

    /// How many bytes it has as it is.
    int length() {
        return json.length;
    }

    @Nullable
    Duration lifetime() {
        return lifetime.get();
    }

    /// Its bytes in this coding. Nobody writes to them.
    byte[] coded(ContentCoding coding) {
        if (coding == ContentCoding.IDENTITY) {
            return json;
        }
        byte[] known = packed;
        if (known == null) {
            known = coding.code(json);
            packed = known;
        }
        return known;
    }

    /// The strong tag of the very bytes that are sent.
    String tag(ResponseType type, ContentCoding coding) {
        String known = hash;
        if (known == null) {
            known = hash(json);
            hash = known;
        }
        return '"' + known + '-' + (type + "-" + coding).toLowerCase(Locale.ROOT) + '"';
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, HASH_BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
