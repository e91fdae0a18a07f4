package org.dockgraph.bench;

import org.jspecify.annotations.Nullable;

/// What was measured beside the ratios.
///
/// @param goal in words; empty where there is none
/// @param isMet null where there is no goal
record Figure(
        String what, String value, String goal, @Nullable Boolean isMet) {

    static Figure atMost(String what, double value, String unit, double most) {
        return new Figure(
                what, "%s %s".formatted(text(value), unit), "≤ %s %s".formatted(text(most), unit), value <= most);
    }

    static Figure plain(String what, String value) {
        return new Figure(what, value, "", null);
    }

    private static String text(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : "%.1f".formatted(value);
    }
}
