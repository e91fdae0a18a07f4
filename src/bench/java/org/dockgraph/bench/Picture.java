package org.dockgraph.bench;

import java.util.List;

/// The ratios as bars, each with a mark where its goal is. Readable on light and on dark pages.
final class Picture {

    private static final int ROW = 26;
    private static final int TOP = 16;
    private static final int LEFT = 300;
    private static final int WIDTH = 880;
    private static final int GOAL = 220; // where all goals are, so that a bar that reaches it has met its own
    private static final int LONGEST = 440;

    private Picture() {}

    static String of(List<Ratio> ratios) {
        int height = TOP + ROW * ratios.size() + 30;
        StringBuilder svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" role="img"
                  aria-label="Requests per second of processor time, beside each goal">
                <style>
                  text { font: 13px system-ui, sans-serif; fill: #24292f }
                  .met { fill: #2da44e } .missed { fill: #d4a72c } .goal { stroke: #57606a; stroke-dasharray: 4 3 }
                  @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .goal { stroke: #9198a1 } }
                </style>
                """.formatted(WIDTH, height));
        for (int i = 0; i < ratios.size(); i++) {
            svg.append(bar(ratios.get(i), TOP + ROW * i));
        }
        int bottom = TOP + ROW * ratios.size();
        svg.append("""
                <line class="goal" x1="%1$d" x2="%1$d" y1="8" y2="%2$d"/>
                <text x="%1$d" y="%3$d" text-anchor="middle">goal</text>
                </svg>
                """.formatted(LEFT + GOAL, bottom + 4, bottom + 22));
        return svg.toString();
    }

    private static String bar(Ratio ratio, int y) {
        long length = Math.min(LONGEST, Math.round(GOAL * ratio.median() / ratio.goal()));
        return """
                <text x="%d" y="%d" text-anchor="end">%s, %s</text>
                <rect class="%s" x="%d" y="%d" width="%d" height="16" rx="2"/>
                <text x="%d" y="%d">%.2f × %s</text>
                """.formatted(
                        LEFT - 8,
                        y + 13,
                        ratio.workload(),
                        ratio.what(),
                        ratio.isMet() ? "met" : "missed",
                        LEFT,
                        y,
                        length,
                        LEFT + length + 8,
                        y + 13,
                        ratio.median(),
                        ratio.beside());
    }
}
