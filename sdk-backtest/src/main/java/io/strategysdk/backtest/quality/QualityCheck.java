package io.strategysdk.backtest.quality;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.data.BarFile;
import io.strategysdk.backtest.data.CsvBars;
import io.strategysdk.backtest.data.CsvTicks;
import io.strategysdk.backtest.data.LoadedBars;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.PriceMode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Looks at data and says what is wrong or doubtful in them, or makes data of them under a policy.
 *
 * <pre>{@code
 * QualityReport report = QualityCheck.against(nyse).file(CsvBars.file(path, aig)).actions(actions).report();
 * CheckedData data = QualityCheck.against(nyse).file(CsvBars.file(path, aig)).apply(QualityPolicy.DEFAULT);
 * }</pre>
 *
 * <p>Files are read when the check is made, each time anew; nothing in them is an exception until a policy refuses it.
 * What is checked in each series: of files their rows, of all the sessions of the calendar, leaps, returns, highs and
 * lows, stale prices and volumes, of bid/ask bars and quotes the spread instead of the volume. Collected and used from one
 * thread.
 */
public final class QualityCheck {
    private final TradingCalendar calendar;
    private final List<Source> sources = new ArrayList<>();
    private final List<CorporateAction> actions = new ArrayList<>();
    private QualitySettings settings = QualitySettings.DEFAULT;
    private PriceMode prices = PriceMode.RAW;

    private QualityCheck(TradingCalendar calendar) {
        this.calendar = Objects.requireNonNull(calendar);
    }

    /** A check of nothing yet, against the sessions of a calendar. */
    public static QualityCheck against(TradingCalendar calendar) {
        return new QualityCheck(calendar);
    }

    /** A check of all series of these data, with their calendar, actions and kind of prices. */
    public static QualityCheck of(MarketData data) {
        QualityCheck check = against(data.calendar()).actions(data.actions()).prices(data.mode());
        data.series().forEach(check::bars);
        return check;
    }

    /**
     * Adds a file. CSV is read with the calendar of this check, its own repairs do not count, and what would be refused is
     * found; files of other forms are read as they say.
     *
     * @throws io.strategysdk.api.SdkException when a file that is no CSV cannot be read or is wrong
     */
    public QualityCheck file(BarFile file) {
        if (file instanceof CsvBars csv) {
            sources.add(new Source.OfBars(csv));
        } else if (file instanceof CsvTicks csv) {
            sources.add(new Source.OfTicks(csv));
        } else {
            loaded(String.valueOf(file.path().getFileName()), file.read());
        }
        return this;
    }

    /**
     * Adds what has been read of a file or a store, and how.
     *
     * @param source its name in reports
     */
    public QualityCheck loaded(String source, LoadedBars read) {
        sources.add(new Source.Given(source, read.bars(), Optional.of(read.format())));
        return this;
    }

    /** Adds bars, bid/ask bars, or quotes and trades. */
    public QualityCheck bars(BarColumns bars) {
        sources.add(new Source.Given("bars", bars, Optional.empty()));
        return this;
    }

    /** Adds what issuers did: changes of price that it explains are no findings. Of other instruments it is ignored. */
    public QualityCheck actions(List<CorporateAction> known) {
        actions.addAll(known);
        return this;
    }

    /** What the prices are, {@link PriceMode#RAW} by default: adjusted ones do not show the actions in them. */
    public QualityCheck prices(PriceMode mode) {
        prices = Objects.requireNonNull(mode);
        return this;
    }

    /** From where on something counts as unusual; {@link QualitySettings#DEFAULT} by default. */
    public QualityCheck settings(QualitySettings value) {
        settings = Objects.requireNonNull(value);
        return this;
    }

    /**
     * Says what was found, and does nothing about it.
     *
     * @throws IllegalStateException when nothing was added
     * @throws IllegalArgumentException when bars lie outside of the dates that the calendar covers
     */
    public QualityReport report() {
        return new QualityReport(calendar, settings, List.of(), checked(QualityPolicy.DEFAULT));
    }

    /**
     * Data for runs: findings are repaired or marked as the policy says.
     *
     * @throws QualityException when the policy refuses a finding; it lists all that it refuses, of all series
     * @throws io.strategysdk.api.SdkException when repairs leave no bar
     * @throws IllegalStateException when nothing was added
     * @throws IllegalArgumentException when bars lie outside of the dates that the calendar covers
     */
    public CheckedData apply(QualityPolicy policy) {
        List<CheckedSeries> checked = checked(policy);
        List<Finding> refused = new ArrayList<>();
        for (CheckedSeries series : checked) {
            series.detected().stream()
                    .map(Detected::finding)
                    .filter(finding -> policy.of(finding.kind()) == Treatment.REFUSE
                            || series.bars().isEmpty())
                    .forEach(refused::add);
        }
        if (!refused.isEmpty()) {
            throw new QualityException(refused);
        }
        List<BarColumns> bars = new ArrayList<>();
        List<CheckedData.Treated> treated = new ArrayList<>();
        for (CheckedSeries series : checked) {
            BarRepairs repairs = new BarRepairs(series, policy);
            bars.add(repairs.bars());
            treated.addAll(repairs.treated());
        }
        QualityReport report = new QualityReport(calendar, settings, treated, checked);
        return new CheckedData(bars, policy, settings, treated, report);
    }

    private List<CheckedSeries> checked(QualityPolicy policy) {
        if (sources.isEmpty()) {
            throw new IllegalStateException("a quality check must have data, give it a file or bars");
        }
        List<CheckedSeries> all = new ArrayList<>();
        for (Source source : sources) {
            all.add(checked(source.read(calendar, policy, settings), all));
        }
        return all;
    }

    private CheckedSeries checked(Source.Content content, List<CheckedSeries> before) {
        List<Detected> found = new ArrayList<>(content.faults());
        ShiftChecks.daily(content.instrument(), content.dates(), calendar).ifPresent(found::add);
        content.bars().ifPresent(bars -> {
            Series series = new Series(bars, calendar, settings);
            found.addAll(checks(series));
            for (CheckedSeries other : before) {
                other.bars()
                        .filter(others -> others.instrument().equals(bars.instrument())
                                && others.isQuoted() == bars.isQuoted()
                                && others.areTicks() == bars.areTicks()
                                && others.timeframe().equals(bars.timeframe()))
                        .ifPresent(others -> found.addAll(OverlapChecks.of(series, other.source(), others)));
            }
        });
        return new CheckedSeries(
                content.name(), content.instrument(), content.format(), content.bars(), calendar.zone(), found);
    }

    private List<Detected> checks(Series series) {
        Actions known = new Actions(series, actions, prices);
        List<Detected> found = new ArrayList<>(SessionChecks.of(series));
        if (series.isIntraday()) {
            ShiftChecks.intraday(series).ifPresent(found::add);
        }
        List<Detected> leaps = LeapChecks.of(series, known);
        BitSet explained = new BitSet();
        leaps.forEach(leap -> explained.or(leap.rows()));
        found.addAll(leaps);
        found.addAll(ReturnChecks.of(series, known, explained));
        if (!series.bars().areTicks()) {
            StaleChecks.of(series).ifPresent(found::add);
        }
        if (series.bars().isQuoted()) {
            SpreadChecks.of(series).ifPresent(found::add);
        } else {
            found.addAll(VolumeChecks.of(series));
        }
        return found;
    }
}
