package io.strategysdk.backtest.quality;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.api.time.TradingCalendar.Session;
import io.strategysdk.backtest.data.CsvBars;
import io.strategysdk.backtest.data.CsvInspection;
import io.strategysdk.backtest.data.CsvTicks;
import io.strategysdk.backtest.data.FileFormat;
import io.strategysdk.backtest.data.Repair;
import io.strategysdk.backtest.data.RowFault;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Where data come from. */
interface Source {
    /** What is there. */
    Content read(TradingCalendar calendar, QualityPolicy policy, QualitySettings settings);

    /**
     * What a source holds.
     *
     * @param bars empty when it cannot be read
     * @param faults of rows that are not among the bars as they were
     * @param dates of daily bars as the source has them; empty of others
     */
    record Content(
            String name,
            Instrument instrument,
            Optional<FileFormat> format,
            Optional<BarColumns> bars,
            List<Detected> faults,
            List<LocalDate> dates) {
        static Content of(CsvInspection file, QualitySettings settings, List<LocalDate> dates) {
            return new Content(
                    file.fileName(),
                    file.instrument(),
                    file.result().map(result -> result.format()),
                    file.result().map(result -> result.bars()),
                    RowChecks.of(file, settings),
                    dates);
        }
    }

    /** A file of bars. */
    record OfBars(CsvBars file) implements Source {
        @Override
        public Content read(TradingCalendar calendar, QualityPolicy policy, QualitySettings settings) {
            CsvInspection found =
                    file.calendar(calendar).repair(repairs(policy)).inspect();
            boolean hasOthers = found.found().stream().anyMatch(each -> each.fault() == RowFault.NOT_A_SESSION);
            return Content.of(found, settings, hasOthers ? dates() : List.of());
        }

        private static Repair[] repairs(QualityPolicy policy) {
            List<Repair> repairs = new ArrayList<>();
            if (policy.of(FindingKind.HIGH_LOW) == Treatment.CLAMP_HIGH_LOW) {
                repairs.add(Repair.CLAMP_HIGH_LOW);
            }
            if (policy.of(FindingKind.DUPLICATE) == Treatment.KEEP_LAST_DUPLICATE
                    || policy.of(FindingKind.CONTRADICTION) == Treatment.KEEP_LAST_DUPLICATE) {
                repairs.add(Repair.KEEP_LAST_DUPLICATE);
            }
            return repairs.toArray(Repair[]::new);
        }

        /** All of them: a calendar without weekends has a session of each. */
        private List<LocalDate> dates() {
            return file.calendar(TradingCalendars.alwaysOpen())
                    .inspect()
                    .result()
                    .filter(result -> result.bars().timeframe().equals(Timeframe.DAY))
                    .map(result -> IntStream.range(0, result.bars().size())
                            .mapToObj(row -> LocalDate.ofInstant(
                                    Clock.instantOf(result.bars().openEpochNanos(row)), ZoneOffset.UTC))
                            .toList())
                    .orElse(List.of());
        }
    }

    /** A file of quotes and trades. */
    record OfTicks(CsvTicks file) implements Source {
        @Override
        public Content read(TradingCalendar calendar, QualityPolicy policy, QualitySettings settings) {
            return Content.of(file.calendar(calendar).inspect(), settings, List.of());
        }
    }

    /** Bars, or quotes and trades, that have been read. */
    record Given(String name, BarColumns bars, Optional<FileFormat> format) implements Source {
        @Override
        public Content read(TradingCalendar calendar, QualityPolicy policy, QualitySettings settings) {
            return new Content(name, bars.instrument(), format, Optional.of(bars), List.of(), dates(calendar));
        }

        /** The session's where a bar opens with one, else that on which it opens in UTC, as dates without a zone do. */
        private List<LocalDate> dates(TradingCalendar calendar) {
            if (!bars.timeframe().equals(Timeframe.DAY)) {
                return List.of();
            }
            return IntStream.range(0, bars.size())
                    .mapToObj(row -> {
                        long open = bars.openEpochNanos(row);
                        Session next = calendar.sessionAtOrAfter(open);
                        return next.openNanos() == open
                                ? next.date()
                                : LocalDate.ofInstant(Clock.instantOf(open), ZoneOffset.UTC);
                    })
                    .toList();
        }
    }
}
