package io.strategysdk.engine.calendar;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.api.time.TradingCalendar.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The calendar against the dates on which liquid US securities really traded, where that data is at hand. */
class RealBarDatesTests {
    private static final TradingCalendar NYSE = TradingCalendars.nyse();

    @ParameterizedTest
    @ValueSource(strings = {"AIG", "BAC", "EEM", "IWM", "QQQ", "USO"})
    void everyBarDateIsASession(String symbol) throws IOException {
        SortedSet<LocalDate> bars = barDates(symbol);

        assertThat(bars)
                .isNotEmpty()
                .allSatisfy(date -> assertThat(NYSE.session(date)).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"AIG", "BAC", "IWM"})
    void everySessionHasABarOfASecurityThatTradedThroughout(String symbol) throws IOException {
        SortedSet<LocalDate> bars = barDates(symbol);

        assertThat(sessionsWithoutBar(bars)).isEmpty();
    }

    @Test
    void sessionsWithoutABarOfQqqAreTheYearsItTradedAsQqqq() throws IOException {
        SortedSet<LocalDate> bars = barDates("QQQ");

        assertThat(sessionsWithoutBar(bars))
                .isEqualTo(dates(NYSE.sessions(LocalDate.of(2004, 12, 1), LocalDate.of(2011, 3, 22))));
    }

    private static List<LocalDate> sessionsWithoutBar(SortedSet<LocalDate> bars) {
        List<LocalDate> sessions = dates(NYSE.sessions(bars.first(), bars.last()));
        return sessions.stream().filter(date -> !bars.contains(date)).toList();
    }

    private static List<LocalDate> dates(List<Session> sessions) {
        return sessions.stream().map(Session::date).toList();
    }

    private static SortedSet<LocalDate> barDates(String symbol) throws IOException {
        Optional<Path> folder = dailyBars();
        assumeTrue(folder.isPresent(), "no shared/data/us_equity_daily beside a parent folder: real bars not checked");
        try (Stream<String> lines = Files.lines(folder.orElseThrow().resolve(symbol + ".csv"))) {
            return lines.skip(1)
                    .map(line -> LocalDate.parse(line.substring(0, line.indexOf(','))))
                    .collect(toCollection(TreeSet::new));
        }
    }

    private static Optional<Path> dailyBars() {
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve(Path.of("shared", "data", "us_equity_daily")))
                .filter(Files::isDirectory)
                .findFirst();
    }
}
