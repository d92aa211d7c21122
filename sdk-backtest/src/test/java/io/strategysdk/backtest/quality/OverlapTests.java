package io.strategysdk.backtest.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverlapTests {
    private static final TradingCalendar NYSE = TradingCalendars.nyse();

    private static Market months() {
        return Market.daily(NYSE, "2019-01-02", "2019-12-31", 1);
    }

    private static List<FindingKind> found(BarColumns first, BarColumns second) {
        return QualityCheck.against(NYSE).bars(first).bars(second).report().findings().stream()
                .map(Finding::kind)
                .filter(kind -> kind == FindingKind.OVERLAPPING_FILES || kind == FindingKind.CONTRADICTING_FILES)
                .toList();
    }

    @Test
    void whatLiesBeforeOrBehindIsNone() {
        Market early = months();
        Market late = months();
        early.rows.subList(100, early.rows.size()).clear();
        late.rows.subList(0, 100).clear();

        assertThat(found(early.bars(), late.bars())).isEmpty();
        assertThat(found(late.bars(), early.bars())).isEmpty();
    }

    @Test
    void whatLiesBetweenTheRowsOfAnotherIsOne() {
        Market holed = months();
        Market filling = months();
        holed.rows.subList(100, 110).clear();
        filling.rows.subList(110, filling.rows.size()).clear();
        filling.rows.subList(0, 100).clear();

        List<Finding> findings = QualityCheck.against(NYSE)
                .bars(holed.bars())
                .bars(filling.bars())
                .report()
                .series()
                .get(1)
                .findings();

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(FindingKind.OVERLAPPING_FILES);
            assertThat(finding.count()).isEqualTo(10);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void oneOtherNumberContradicts(int column) {
        Market other = months();
        Market.Row row = other.rows.get(100);
        if (column == 4) {
            row.volume++;
        } else {
            row.prices[1] += 1;
            row.prices[2] -= 1;
            row.prices[column] += column == 2 ? -0.01 : 0.01;
        }
        Market first = months();
        if (column < 4) {
            first.rows.get(100).prices[1] += 1;
            first.rows.get(100).prices[2] -= 1;
        }

        assertThat(found(first.bars(), other.bars())).containsExactly(FindingKind.CONTRADICTING_FILES);
    }

    private static BarColumns quotes(double half) {
        BarColumns.Builder bids = BarColumns.builder(Market.ACME, Timeframe.DAY);
        BarColumns.Builder asks = BarColumns.builder(Market.ACME, Timeframe.DAY);
        for (Market.Row row : months().rows) {
            bids.bar(row.open, row.close, 100 - half, 100 - half, 100 - half, 100 - half, 0);
            asks.bar(row.open, row.close, 100 + half, 100 + half, 100 + half, 100 + half, 0);
        }
        return BarColumns.quoted(bids.build(), asks.build());
    }

    @Test
    void quotesOfOneMiddleContradictByTheirSides() {
        assertThat(found(quotes(0.25), quotes(0.25))).containsExactly(FindingKind.OVERLAPPING_FILES);
        assertThat(found(quotes(0.25), quotes(0.5))).containsExactly(FindingKind.CONTRADICTING_FILES);
    }

    @Test
    void seriesOfAnotherKindAreNone() {
        Market halfHours = Market.intraday(NYSE, "2019-01-02", "2019-12-31", Timeframe.minutes(30), 5);

        assertThat(found(months().bars(), halfHours.bars())).isEmpty();
        assertThat(found(months().bars(), quotes(0.25))).isEmpty();
    }
}
