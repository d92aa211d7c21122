package io.strategysdk.testkit.alpaca;

/** What goes wrong on the way between an {@link AlpacaSimulator} and its client. */
public enum Fault {
    /** The request is not done and never answered. */
    TIMEOUT_BEFORE(Point.REQUEST),
    /** The request is done and never answered. */
    TIMEOUT_AFTER(Point.REQUEST),
    /** The request is not done, and the connection cut. */
    CUT_BEFORE(Point.REQUEST),
    /** The request is done, and the connection cut before the answer. */
    CUT_AFTER(Point.REQUEST),
    /** The request is done, the connection cut in the middle of the answer's body. */
    CUT_IN_REPLY(Point.REQUEST),
    /** The request is done and answered, and the connection cut then. */
    CUT_AFTER_REPLY(Point.REQUEST),
    /** The request is not done; 429 with the headers that say how long to wait. */
    TOO_MANY_REQUESTS(Point.REQUEST),
    /** The request is not done; 429 without those headers. */
    TOO_MANY_REQUESTS_BARE(Point.REQUEST),
    /** The request is not done; 500. */
    SERVER_ERROR_BEFORE(Point.REQUEST),
    /** The request is done; 504 all the same. */
    SERVER_ERROR_AFTER(Point.REQUEST),
    /** The request is done, the answer comes late. */
    SLOW(Point.REQUEST),
    /** The request is done; the body of the answer is cut short, and no JSON. */
    MALFORMED_BODY(Point.REQUEST),
    /** The request is done; its events are on the stream some time before the answer. */
    EVENTS_FIRST(Point.REQUEST),

    /** The event is never sent. */
    EVENT_LOST(Point.EVENT),
    /** The event is sent twice. */
    EVENT_DUPLICATED(Point.EVENT),
    /** The event is sent late, those after it wait. */
    EVENT_DELAYED(Point.EVENT),
    /** The event is sent after the next one; where none comes, late. */
    EVENT_REORDERED(Point.EVENT),
    /** Before the event, a frame is sent that cannot be read. */
    FRAME_MALFORMED(Point.EVENT),
    /** Before the event, the sessions are left half dead: open, and silent also to pings. */
    SESSION_HALF_DEAD(Point.EVENT),
    /** Before the event, the sessions are closed as the protocol says. */
    SESSION_CLOSED(Point.EVENT),
    /** Before the event, the sessions are cut off. */
    SESSION_CUT(Point.EVENT),

    /** The upgrade to a stream is refused with 429. */
    UPGRADE_REFUSED(Point.UPGRADE);

    /** Where it can happen. */
    enum Point {
        REQUEST("method and path, such as POST /v2/orders"),
        EVENT("name of an event, such as fill"),
        UPGRADE("path, such as /stream");

        final String rule;

        Point(String rule) {
            this.rule = rule;
        }

        /** Whether a target can be meant for it. */
        boolean fits(String target) {
            boolean isAny = target.startsWith("*");
            return switch (this) {
                case REQUEST -> isAny || target.contains(" ");
                case EVENT -> isAny || (!target.contains(" ") && !target.contains("/"));
                case UPGRADE -> isAny || target.startsWith("/");
            };
        }
    }

    final Point point;

    Fault(Point point) {
        this.point = point;
    }

    /** Whether the request is not done. */
    boolean isBefore() {
        return switch (this) {
            case TIMEOUT_BEFORE, CUT_BEFORE, TOO_MANY_REQUESTS, TOO_MANY_REQUESTS_BARE, SERVER_ERROR_BEFORE -> true;
            default -> false;
        };
    }
}
