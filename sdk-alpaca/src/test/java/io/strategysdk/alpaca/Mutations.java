package io.strategysdk.alpaca;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages of the right shape with something wrong in them that no true message has. Ids are taken away and not made others:
 * nobody can tell those.
 */
final class Mutations {
    private static final Set<String> IDS = Set.of("id", "order_id", "replaces");

    private final SplittableRandom random;
    private final String echo;

    /**
     * Seeded.
     *
     * @param echo a text to be put into some of them
     */
    Mutations(long seed, String echo) {
        random = new SplittableRandom(seed);
        this.echo = echo;
    }

    /** A field somewhere that is missing, null, of another kind or out of all bounds. */
    synchronized JsonNode of(JsonNode message) {
        JsonNode changed = message.deepCopy();
        List<ObjectNode> objects = new ArrayList<>();
        collect(changed, objects);
        if (objects.isEmpty()) {
            return Json.MAPPER.createObjectNode().put("message", echo);
        }
        ObjectNode object = objects.get(random.nextInt(objects.size()));
        List<String> fields = new ArrayList<>(object.propertyNames());
        mutate(object, fields.get(random.nextInt(fields.size())));
        return changed;
    }

    private static void collect(JsonNode node, List<ObjectNode> into) {
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            into.add(object);
        }
        node.forEach(child -> collect(child, into));
    }

    private void mutate(ObjectNode object, String field) {
        switch (random.nextInt(IDS.contains(field) ? 4 : 11)) {
            case 0 -> object.remove(field);
            case 1 -> object.putNull(field);
            case 2 -> object.put(field, "");
            case 3 -> object.putArray(field).addObject().put(field, echo);
            case 4 -> object.put(field, -1);
            case 5 -> object.put(field, "x".repeat(1 + random.nextInt(5000)));
            case 6 -> object.put(field, 1e300);
            case 7 -> object.put(field, "1e999999999");
            case 8 -> object.put(field, "9999-12-31T23:59:59Z");
            case 9 -> object.put(field, echo);
            default -> object.putObject(field).put(field, echo);
        }
    }

    /** Some bytes that are others, and sometimes an end that is missing. */
    synchronized byte[] of(byte[] frame) {
        byte[] changed = frame.clone();
        for (int i = 0; i <= random.nextInt(4); i++) {
            changed[random.nextInt(changed.length)] = (byte) (128 + random.nextInt(128));
        }
        return Arrays.copyOf(changed, random.nextInt(3) == 0 ? random.nextInt(changed.length) : frame.length);
    }

    synchronized boolean chance(double rate) {
        return random.nextDouble() < rate;
    }

    synchronized int upTo(int most) {
        return random.nextInt(most + 1);
    }
}
