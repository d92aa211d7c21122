package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Classification;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What a cross-section of returns over a bar must say in a step, told from the definitions. */
final class CrossSectionOracle {
    private final UniverseHistory history;
    private final UniverseWatcher.Seen seen;

    CrossSectionOracle(UniverseHistory history, UniverseWatcher.Seen seen) {
        this.history = history;
        this.seen = seen;
    }

    private int barsBy(Instrument instrument) {
        BarColumns bars = history.data.executionSeries(instrument);
        return (int) IntStream.range(0, bars.size())
                .filter(row -> bars.epochNanos(row) <= seen.epochNanos())
                .count();
    }

    private long newest(Instrument instrument) {
        int bars = barsBy(instrument);
        return bars == 0
                ? Long.MIN_VALUE
                : history.data.executionSeries(instrument).epochNanos(bars - 1);
    }

    /** Members of which no other one has a newer bar, with a bar to compare with the one before. */
    List<Instrument> compared() {
        return seen.members().stream()
                .filter(each -> seen.members().stream().allMatch(other -> newest(other) <= newest(each)))
                .filter(each -> barsBy(each) > 1)
                .toList();
    }

    private double value(Instrument instrument) {
        return seen.places().stream()
                .filter(place -> place.instrument().equals(instrument))
                .findFirst()
                .orElseThrow()
                .value();
    }

    List<Instrument> descending() {
        return compared().stream()
                .sorted(Comparator.comparingDouble(this::value).reversed())
                .toList();
    }

    void assertStanding(List<UniverseWatcher.Place> places) {
        List<UniverseWatcher.Place> compared =
                places.stream().filter(place -> !Double.isNaN(place.value())).toList();
        double n = compared.size();
        double mean =
                compared.stream().mapToDouble(UniverseWatcher.Place::value).sum() / n;
        double square = compared.stream()
                .mapToDouble(place -> (place.value() - mean) * (place.value() - mean))
                .sum();
        boolean isFlat = compared.stream()
                .allMatch(place -> place.value() == compared.get(0).value());
        for (UniverseWatcher.Place place : places) {
            if (Double.isNaN(place.value())) {
                assertThat(List.of(place.rank(), place.percentile(), place.zScore()))
                        .containsOnly(Double.NaN);
                continue;
            }
            long below = compared.stream()
                    .filter(other -> other.value() < place.value())
                    .count();
            long equal = compared.stream()
                    .filter(other -> other.value() == place.value())
                    .count();
            assertThat(place.rank()).isEqualTo(below + (equal + 1) / 2.0);
            Double percentile = n == 1 ? Double.NaN : (below + (equal - 1) / 2.0) / (n - 1);
            assertThat(place.percentile()).isEqualTo(percentile);
            if (isFlat) {
                assertThat(place.zScore()).isNaN();
            } else {
                assertThat(place.zScore())
                        .isCloseTo((place.value() - mean) / StrictMath.sqrt(square / n), within(1e-9));
            }
        }
    }

    /** Sectors have no change of symbols here but those of the classification. */
    void assertNeutral() {
        List<Instrument> compared = compared();
        for (UniverseWatcher.Place place : seen.neutral()) {
            String sector = sector(place.instrument());
            if (!compared.contains(place.instrument()) || sector.isEmpty()) {
                assertThat(place.value()).isNaN();
            } else {
                double mean = compared.stream()
                        .filter(each -> sector(each).equals(sector))
                        .mapToDouble(this::value)
                        .average()
                        .orElseThrow();
                assertThat(place.value()).isCloseTo(value(place.instrument()) - mean, within(1e-12));
            }
        }
    }

    /** Of the session that has opened last by the step; one without a break opens at the close of the one before. */
    private String sector(Instrument instrument) {
        LocalDate date = history.calendar.sessions(history.start.minusDays(10), history.start.plusDays(80)).stream()
                .filter(session -> session.openNanos() <= seen.epochNanos())
                .reduce((before, after) -> after)
                .orElseThrow()
                .date();
        return history.classification
                .at(instrument.symbol(), date)
                .map(Classification.Entry::sector)
                .orElse("");
    }
}
