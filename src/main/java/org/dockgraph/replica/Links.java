package org.dockgraph.replica;

/// The addresses in an answer: absolute, on the host that was asked, with the request's `format` copied into each.
///
/// @param root the version's root, such as `http://localhost:8081/2.0.0/`
/// @param format the value of `format`, empty if the request had none
record Links(String root, String format) {

    static Links of(ReplicaRequest request) {
        return new Links(request.origin() + Route.ROOT, request.query().last("format"));
    }

    String to(Endpoint<?> endpoint) {
        return withFormat(root + endpoint.path());
    }

    String to(Endpoint<?> endpoint, int id) {
        return withFormat(root + endpoint.path() + id + "/");
    }

    /// Another page of a list; its query already has the format.
    String to(Endpoint<?> endpoint, Query query) {
        return root + endpoint.path() + "?" + query.encoded();
    }

    private String withFormat(String address) {
        return format.isEmpty() ? address : address + "?format=" + format;
    }
}
