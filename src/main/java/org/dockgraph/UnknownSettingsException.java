package org.dockgraph;

import java.util.List;
import java.util.stream.Collectors;

/// Something is set that is no setting. The value is not told: it may be a key.
final class UnknownSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param unknown at least one
    UnknownSettingsException(List<SettingNames.Unknown> unknown) {
        super(unknown.stream()
                .map(one -> "There is no setting " + one.name() + ". Did you mean " + one.nearest() + "?")
                .collect(Collectors.joining("\n")));
    }
}
