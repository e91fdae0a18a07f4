package org.dockgraph.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Supplier;
import org.dockgraph.fetch.Client;
import org.dockgraph.graphql.ErrorCode;
import org.dockgraph.graphql.Question;
import org.dockgraph.graphql.RequestHead;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// Finds the document that a request means, over every transport: the text that it brings, or a known one,
/// trusted or registered, that it names by `documentId` or by Apollo's `persistedQuery`.
final class Documents {

    private final TrustedDocuments trusted;
    private final RegisteredDocuments registered;
    private final boolean onlyTrusted;

    Documents(TrustedDocuments trusted, RegisteredDocuments registered, boolean onlyTrusted) {
        this.trusted = trusted;
        this.registered = registered;
        this.onlyTrusted = onlyTrusted;
    }

    /// Makes the question of a request.
    ///
    /// @param client who asks
    /// @param head of the HTTP request
    /// @throws Refusal if its document is not known or not allowed
    Question question(Client client, RequestHead head, GraphqlBody body) throws Refusal {
        return new Question(client, head, text(body), body.operationName(), body.variables(), body.extensions());
    }

    private String text(GraphqlBody body) throws Refusal {
        String query = body.query();
        String documentId = body.documentId();
        PersistedQuery persisted = PersistedQuery.in(body.extensions());
        if (documentId != null && (query != null || persisted != null)) {
            throw Refusal.ofParameters("documentId comes with " + (query != null ? "a query" : "a persistedQuery")
                    + ", which may be another document. Send one of them.");
        }
        if (query != null) {
            return brought(query, persisted);
        }
        if (documentId != null) {
            return named(DocumentId.of(documentId), Documents::unknown);
        }
        if (persisted != null) {
            return named(persisted.id(), Documents::unregistered);
        }
        throw Refusal.ofParameters("query is missing. Send the text of a GraphQL document, or a documentId.");
    }

    /// A document that came as text. With its hash it is kept for those who send only that.
    private String brought(String query, @Nullable PersistedQuery persisted) throws Refusal {
        if (persisted == null && !onlyTrusted) {
            return query;
        }
        if (!UTF_8.newEncoder().canEncode(query)) { // else two texts would have one hash
            throw Refusal.ofParameters(
                    "query holds half of a surrogate pair, which has no form in UTF-8 and so no hash.");
        }
        DocumentId hash = DocumentId.ofText(query);
        boolean isTrusted = trusted.find(hash) != null;
        if (onlyTrusted && !isTrusted) {
            throw untrusted();
        }
        if (persisted != null && !persisted.id().equals(hash)) {
            throw Refusal.ofParameters(
                    "provided sha does not match query: sha256Hash must be the SHA-256 of the query as it"
                            + " is sent, in UTF-8, which is " + hash.value() + ". Nothing was kept.");
        }
        if (!isTrusted) {
            registered.keep(hash, query);
        }
        return query;
    }

    private String named(DocumentId id, Supplier<Refusal> otherwise) throws Refusal {
        String document = trusted.find(id);
        if (document == null && onlyTrusted) {
            throw untrusted();
        }
        if (document == null) {
            document = registered.find(id);
        }
        if (document == null) {
            throw otherwise.get();
        }
        return document;
    }

    private static Refusal unknown() {
        return Refusal.ofDocument(
                ErrorCode.PERSISTED_QUERY_NOT_FOUND,
                "No document is known by this documentId. Send the id of a trusted document, or the text as query.");
    }

    /// The error by which clients know that they must send the text as well. They compare its message; and
    /// with status 400 Apollo's client for iOS would not even look at it, in whatever media type.
    private static Refusal unregistered() {
        return Refusal.of(HttpStatus.OK, ErrorCode.PERSISTED_QUERY_NOT_FOUND, "PersistedQueryNotFound");
    }

    private static Refusal untrusted() {
        return Refusal.ofDocument(
                ErrorCode.DOCUMENT_NOT_TRUSTED,
                "Only trusted documents are run here, and this is none."
                        + " Send a trusted one, by its documentId or as it was written, or have this one trusted.");
    }
}
