package io.strategysdk.testkit.alpaca;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What has happened to the account, oldest first. */
final class Activities {
    private static final DateTimeFormatter PREFIX =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS").withZone(Wire.NEW_YORK);

    private final List<Activity> all = new ArrayList<>();
    private final Ids ids;

    /** One of them; as text, of which there may be many. */
    record Activity(String id, String type, Instant time, String json) {}

    Activities(Ids ids) {
        this.ids = ids;
    }

    /** One that has no other id. */
    void add(String type, Instant time, ObjectNode fields) {
        add(type, time, ids.uuid(), fields);
    }

    /** Adds one; the id begins with the local time of New York, as Alpaca's do. */
    void add(String type, Instant time, String uuid, ObjectNode fields) {
        String id = PREFIX.format(time) + "::" + uuid;
        ObjectNode body = Wire.object().put("id", id).put("activity_type", type);
        body.setAll(fields);
        all.add(new Activity(id, type, time, body.toString()));
    }

    /** Forgets what happened before a moment. */
    void forget(Instant before) {
        all.removeIf(activity -> activity.time.isBefore(before));
    }

    List<Activity> all() {
        return all;
    }
}
