package org.dockgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegisteredDocumentsTest {

    private final RegisteredDocuments documents = new RegisteredDocuments(new SimpleMeterRegistry());

    @Test
    void keepsNoMoreThanFit() {
        int length = 100_000;
        List<DocumentId> sent = IntStream.range(0, 500)
                .mapToObj(i -> keep("x".repeat(length) + i))
                .toList();

        assertThat(kept(sent) * length * Character.BYTES).isBetween(1L << 22, (long) RegisteredDocuments.CAPACITY);
    }

    @Test
    void keepsNoMoreOfTheShortestThanFit() {
        List<DocumentId> sent =
                IntStream.range(0, 40_000).mapToObj(i -> keep("{" + i)).toList();

        assertThat(kept(sent)).isBetween(10_000L, 32_768L);
    }

    @Test
    void aFloodOfNewDocumentsDoesNotWashOutOneInUse() {
        IntStream.range(0, 40_000).forEach(i -> keep("{ early" + i));
        DocumentId used = keep("{ __typename }");
        for (int i = 0; i < 20; i++) {
            documents.find(used);
        }
        IntStream.range(0, 80_000).forEach(i -> keep("{ late" + i));

        assertThat(documents.find(used)).isEqualTo("{ __typename }");
    }

    @Test
    void keepsNoDocumentThatIsTooLong() {
        assertThat(documents.find(keep("x".repeat(RegisteredDocuments.LONGEST))))
                .isNotNull();
        assertThat(documents.find(keep("x".repeat(RegisteredDocuments.LONGEST + 1))))
                .isNull();
    }

    private DocumentId keep(String document) {
        DocumentId hash = DocumentId.ofText(document);
        documents.keep(hash, document);
        return hash;
    }

    private long kept(List<DocumentId> sent) {
        return sent.stream().filter(hash -> documents.find(hash) != null).count();
    }
}
