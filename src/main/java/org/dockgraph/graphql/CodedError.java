package org.dockgraph.graphql;

import graphql.ErrorClassification;
import graphql.GraphQLError;
import graphql.execution.ResultPath;
import graphql.language.SourceLocation;
import graphql.schema.DataFetchingEnvironment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An error as clients get it: a message for the reader, a stable code, and only the extensions named here.
///
/// @param path of the field that is null because of it; null for an error of the whole request
/// @param details further extensions
record CodedError(
        ErrorCode code,
        String message,
        @Nullable List<SourceLocation> locations,
        @Nullable List<Object> path,
        Map<String, Object> details)
        implements GraphQLError {

    CodedError {
        message = Wording.printable(message);
    }

    /// The error of a field.
    static CodedError at(DataFetchingEnvironment field, RequestFailure failure) {
        return at(field, field.getExecutionStepInfo().getPath(), failure);
    }

    /// The error of something that went wrong in a way that nobody foresaw: a bug. It says nothing of what is
    /// inside.
    ///
    /// @param bug where it is found in the log
    static CodedError internal(BugReport bug, @Nullable List<SourceLocation> locations, @Nullable List<Object> path) {
        return new CodedError(ErrorCode.INTERNAL, bug.message(), locations, path, Map.of("id", bug.id()));
    }

    /// The error of an entry of a list field.
    static CodedError at(DataFetchingEnvironment field, int index, RequestFailure failure) {
        return at(field, field.getExecutionStepInfo().getPath().segment(index), failure);
    }

    private static CodedError at(DataFetchingEnvironment field, ResultPath path, RequestFailure failure) {
        return new CodedError(
                failure.code(),
                failure.message(),
                List.of(field.getField().getSourceLocation()),
                path.toList(),
                failure.details());
    }

    /// The same error with something more in its extensions.
    CodedError with(String name, Object detail) {
        Map<String, Object> more = new LinkedHashMap<>(details);
        more.put(name, detail);
        return new CodedError(code, message, locations, path, more);
    }

    @Override
    public String getMessage() {
        return message;
    }

    @Override
    public @Nullable List<SourceLocation> getLocations() {
        return locations;
    }

    @Override
    public @Nullable List<Object> getPath() {
        return path;
    }

    @Override
    public ErrorClassification getErrorType() {
        return ErrorClassification.errorClassification(code.name());
    }

    /// The error on the wire. Without a classification, which would say the code once more.
    @Override
    public Map<String, Object> toSpecification() {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", message);
        if (locations != null) {
            error.put("locations", locations.stream().map(CodedError::located).toList());
        }
        if (path != null) {
            error.put("path", path);
        }
        error.put("extensions", getExtensions());
        return error;
    }

    private static Map<String, Integer> located(SourceLocation at) {
        Map<String, Integer> location = new LinkedHashMap<>();
        location.put("line", at.getLine());
        location.put("column", at.getColumn());
        return location;
    }

    @Override
    public Map<String, Object> getExtensions() {
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put("code", code.name());
        extensions.putAll(details);
        return extensions;
    }
}
