package org.dockgraph.web;

import com.dynatrace.hash4j.hashing.Hashing;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An answer without errors as it goes over the wire, so that it can go again. What is made of its bytes is made once.
///
/// *Threads:* safe; what several make at once is the same.
final class WholeAnswer {

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

    /// A tag tells versions of an answer apart and guards nothing, so it needs no cryptography, which would take a
    /// fifth of the time of a large answer.
    private static String hash(byte[] bytes) {
        byte[] hash = Hashing.xxh3_128().hashBytesTo128Bits(bytes).toByteArray();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }
}
