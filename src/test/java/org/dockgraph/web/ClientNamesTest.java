package org.dockgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Function;
import org.dockgraph.fetch.Client;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who is taken for the same client.
class ClientNamesTest {

    private static final ClientNames BY_ADDRESS = new ClientNames(null);
    private static final ClientNames BY_KEY = new ClientNames("X-Key");
    private static final Function<String, @Nullable String> NO_HEADERS = Map.<String, String>of()::get;

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "::ffff:127.0.0.1, 127.0.0.1",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
        "2001:0db8:0001:0002::1, 2001:db8:1:2:0:0:0:0/64",
        "0:0:0:0:0:0:0:1, 0:0:0:0:0:0:0:0/64"
    })
    void anAddressOrItsNetworkNamesAClient(String address, String name) {
        assertThat(BY_ADDRESS.of(NO_HEADERS, address)).isEqualTo(new Client(name));
        assertThat(BY_KEY.of(NO_HEADERS, address)).as("without a key").isEqualTo(new Client(name));
    }

    @Test
    void aKeyNamesAClientWhereverItIs() {
        Client there = BY_KEY.of(withKey("secret"), "127.0.0.1");

        assertThat(BY_KEY.of(withKey("secret"), "127.0.0.2")).isEqualTo(there);
        assertThat(BY_KEY.of(withKey("other"), "127.0.0.1")).isNotEqualTo(there);
        assertThat(BY_ADDRESS.of(withKey("secret"), "127.0.0.1")).isNotEqualTo(there);
    }

    @Test
    void aNameIsNeitherLongNorAKey() {
        String key = "secret".repeat(1_000);

        assertThat(BY_KEY.of(withKey(key), null).name()).hasSize(64).doesNotContain("secret");
        assertThat(BY_ADDRESS.of(NO_HEADERS, key).name())
                .as("from a strange proxy")
                .hasSize(64);
    }

    @Test
    void noKeyIsAnAddressOfSomebodyElse() {
        assertThat(BY_KEY.of(withKey("127.0.0.1"), null)).isNotEqualTo(BY_KEY.of(NO_HEADERS, "127.0.0.1"));
    }

    private static Function<String, @Nullable String> withKey(String key) {
        return Map.of("X-Key", key)::get;
    }
}
