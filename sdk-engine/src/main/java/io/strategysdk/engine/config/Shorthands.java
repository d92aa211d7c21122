package io.strategysdk.engine.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Short and older ways of writing, rewritten to the one that is read. */
final class Shorthands {
    private Shorthands() {}

    static void expand(Node.Section root, List<Problem> problems) {
        if (root.members().get("execution") instanceof Node.Section execution) {
            liftMode(root, execution, problems);
        }
        if (root.members().get("data") instanceof Node.Section data
                && data.members().get("instruments") instanceof Node.Sequence instruments) {
            instruments.items().replaceAll(Shorthands::instrument);
        }
    }

    /** {@code execution.mode} is the run's mode in files that have nothing else to say about it. */
    private static void liftMode(Node.Section root, Node.Section execution, List<Problem> problems) {
        Node below = execution.members().remove("mode");
        if (below == null) {
            return;
        }
        Node mode = root.members().putIfAbsent("mode", below);
        boolean same = mode == null
                || (mode instanceof Node.Scalar a
                        && below instanceof Node.Scalar b
                        && a.text().equals(b.text()));
        if (!same) {
            problems.add(Problem.of("execution.mode", below, "must be the same as mode " + mode.shown()));
        }
    }

    private static Node instrument(Node item) {
        if (!(item instanceof Node.Scalar)) {
            return item;
        }
        Map<String, Node> members = new LinkedHashMap<>();
        members.put("symbol", item);
        return new Node.Section(item.line(), members);
    }
}
