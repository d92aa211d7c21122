package io.strategysdk.engine.config;

import io.strategysdk.engine.config.SessionSettings.SpecialHours;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules between properties that define a calendar. */
final class SessionRules {
    private static final String SESSIONS = "data.sessions";

    private final Understood file;
    private final List<Problem> problems;

    private SessionRules(Understood file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    static void check(Understood file, List<Problem> problems) {
        SessionRules rules = new SessionRules(file, problems);
        file.value(SESSIONS, SessionSettings.class).ifPresent(rules::check);
    }

    private void check(SessionSettings sessions) {
        if (isPossible(sessions, List.of())) {
            checkSpecialHours(sessions);
        } else {
            refuse(SESSIONS + ".last_date", "must not be before first_date, both within the years 1700 to 2200");
        }
    }

    private void checkSpecialHours(SessionSettings sessions) {
        Set<LocalDate> dates = new HashSet<>();
        for (int i = 0; i < sessions.specialHours().size(); i++) {
            String path = Understood.item(SESSIONS + ".special_hours", i);
            SpecialHours hours = sessions.specialHours().get(i);
            if (!dates.add(hours.date())) {
                refuse(path + ".date", "must be named once");
            } else if (hours.open().isEmpty() && hours.close().isEmpty()) {
                refuse(path, "must have an open, a close or both");
            } else if (!isPossible(sessions, List.of(hours))) {
                refuse(path, "must be on a date with a session, and leave one within the regular hours");
            }
        }
    }

    private static boolean isPossible(SessionSettings sessions, List<SpecialHours> special) {
        try {
            sessions.calendar(special);
            return true;
        } catch (IllegalArgumentException wrong) {
            return false;
        }
    }

    private void refuse(String path, String rule) {
        problems.add(file.problem(path, rule));
    }
}
