package io.strategysdk.engine.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A configuration file as it was written, with lines. Databind stops at its first error: this tree does not. */
sealed interface Node {
    /** Line of the name, or of the value where there is no name; 0 for a default. */
    int line();

    /** The value for messages. */
    String shown();

    /** What a scalar was written as. */
    enum Kind {
        TEXT,
        INTEGER,
        DECIMAL,
        BOOLEAN,
        NULL
    }

    /**
     * A value.
     *
     * @param written text of the file, before the environment was consulted
     * @param fromEnvironment whether text holds what the environment said
     */
    record Scalar(int line, Kind kind, String text, String written, boolean fromEnvironment) implements Node {
        /** Natural kind of a default's text. */
        static Scalar ofDefault(String text) {
            Kind kind = text.equals("true") || text.equals("false") ? Kind.BOOLEAN : Kind.TEXT;
            if (Scalars.number(text).isPresent()) {
                kind = text.contains(".") ? Kind.DECIMAL : Kind.INTEGER;
            }
            return new Scalar(0, kind, text, text, false);
        }

        /** Whether it may be read as the wanted kind: text of the environment may be anything. */
        boolean readableAs(Kind wanted) {
            return kind == wanted || fromEnvironment;
        }

        @Override
        public String shown() {
            return kind == Kind.TEXT && !fromEnvironment ? "'" + written + "'" : written;
        }

        /** Never shows what the environment said. */
        @Override
        public String toString() {
            return shown();
        }
    }

    /** What could not be read; its problem is told already. */
    record Broken(int line) implements Node {
        @Override
        public String shown() {
            return "";
        }
    }

    /** Named values, in the order of the file. */
    record Section(int line, Map<String, Node> members) implements Node {
        static Section empty(int line) {
            return new Section(line, new LinkedHashMap<>());
        }

        @Override
        public String shown() {
            return "a section";
        }
    }

    /** Values without names. */
    record Sequence(int line, List<Node> items) implements Node {
        static Sequence empty(int line) {
            return new Sequence(line, new ArrayList<>());
        }

        @Override
        public String shown() {
            return "a list";
        }
    }
}
