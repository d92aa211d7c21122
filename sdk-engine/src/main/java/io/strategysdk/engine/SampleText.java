package io.strategysdk.engine;

import io.strategysdk.api.SdkException;
import io.strategysdk.engine.FeatureSamples.Correlation;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Samples of features as JSON and back: each number in the fewest digits that give it back, what is none as null. */
final class SampleText {
    private static final String FORMAT = "strategysdk feature samples 1";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private SampleText() {}

    static String write(FeatureSamples samples) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("format", FORMAT);
        ArrayNode features = root.putArray("features");
        samples.samples().forEach(sample -> write(features.addObject(), sample));
        ArrayNode correlations = root.putArray("correlations");
        for (Correlation each : samples.correlations()) {
            ObjectNode node = correlations.addObject();
            node.put("first", each.first());
            node.put("second", each.second());
            number(node, "value", each.value());
            node.put("count", each.count());
        }
        return text(root);
    }

    private static void write(ObjectNode node, FeatureSample sample) {
        node.put("feature", sample.feature());
        node.put("version", sample.version());
        node.put("definition", sample.definition());
        node.put("bars", sample.bars());
        node.put("from", sample.from().toString());
        node.put("to", sample.to().toString());
        node.put("count", sample.count());
        node.put("undefined", sample.undefined());
        number(node, "mean", sample.mean());
        number(node, "variance", sample.variance());
        sample.edges().forEach(node.putArray("edges")::add);
        sample.counts().forEach(node.putArray("counts")::add);
        sample.quantiles().forEach(node.putArray("quantiles")::add);
    }

    /** A number, null where it is none. */
    static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }

    static ObjectNode newObject() {
        return MAPPER.createObjectNode();
    }

    static String text(ObjectNode root) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root).replace("\r\n", "\n") + "\n";
    }

    static FeatureSamples read(byte[] json, Path file) {
        try {
            JsonNode root = MAPPER.readTree(json);
            if (!root.path("format").asString("").equals(FORMAT)) {
                throw new IllegalArgumentException("its format must be '" + FORMAT + "', was " + root.path("format"));
            }
            return new FeatureSamples(
                    list(root, "features", SampleText::sample), list(root, "correlations", SampleText::correlation));
        } catch (JacksonException | IllegalArgumentException | DateTimeParseException e) {
            throw new SdkException(
                    "samples file must hold samples of features: " + file + " (" + e.getMessage() + ")", e);
        }
    }

    private static FeatureSample sample(JsonNode node) {
        return new FeatureSample(
                text(node, "feature"),
                (int) whole(node, "version"),
                text(node, "definition"),
                text(node, "bars"),
                Instant.parse(text(node, "from")),
                Instant.parse(text(node, "to")),
                whole(node, "count"),
                whole(node, "undefined"),
                orNaN(node, "mean"),
                orNaN(node, "variance"),
                list(node, "edges", SampleText::number),
                list(node, "counts", SampleText::whole),
                list(node, "quantiles", SampleText::number));
    }

    private static Correlation correlation(JsonNode node) {
        return new Correlation(text(node, "first"), text(node, "second"), orNaN(node, "value"), whole(node, "count"));
    }

    private static <T> List<T> list(JsonNode parent, String name, Function<JsonNode, T> item) {
        JsonNode array = parent.path(name);
        if (!array.isArray()) {
            throw wrong(name, "a list", array);
        }
        List<T> items = new ArrayList<>();
        for (JsonNode each : array) {
            items.add(item.apply(each));
        }
        return items;
    }

    private static String text(JsonNode parent, String name) {
        JsonNode node = parent.path(name);
        if (!node.isString()) {
            throw wrong(name, "a text", node);
        }
        return node.stringValue();
    }

    private static double orNaN(JsonNode parent, String name) {
        JsonNode node = parent.path(name);
        return node.isNull() ? Double.NaN : number(node);
    }

    private static double number(JsonNode node) {
        if (!node.isNumber()) {
            throw wrong("a figure", "a number", node);
        }
        return node.doubleValue();
    }

    private static long whole(JsonNode parent, String name) {
        return whole(parent.path(name));
    }

    private static long whole(JsonNode node) {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw wrong("a count", "a whole number", node);
        }
        return node.longValue();
    }

    private static IllegalArgumentException wrong(String name, String rule, JsonNode node) {
        return new IllegalArgumentException(
                name + " must be " + rule + ", was " + (node.isMissingNode() ? "missing" : node));
    }
}
