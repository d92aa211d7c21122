package io.strategysdk.backtest;

import io.strategysdk.backtest.quality.FindingKind;
import io.strategysdk.backtest.quality.QualityPolicy;
import io.strategysdk.backtest.quality.QualitySettings;
import io.strategysdk.backtest.quality.Treatment;
import io.strategysdk.engine.config.ConfigDraft;
import io.strategysdk.engine.config.DataQualitySettings;
import io.strategysdk.engine.config.Problem;
import io.strategysdk.engine.config.QualityThresholdSettings;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The quality policy that configuration names. Names mean the same in both. */
final class ConfiguredQuality {
    private static final String SECTION = "data.quality.";

    private ConfiguredQuality() {}

    /** Treatments that a kind does not have. */
    static void check(ConfigDraft draft, List<Problem> found) {
        Map<FindingKind, Treatment> given = new EnumMap<>(FindingKind.class);
        for (FindingKind kind : FindingKind.values()) {
            draft.value(SECTION + kind, DataQualitySettings.Treatment.class)
                    .map(ConfiguredQuality::treatment)
                    .ifPresent(treatment -> {
                        if (kind.possible().contains(treatment)) {
                            given.put(kind, treatment);
                        } else {
                            found.add(draft.problem(SECTION + kind, rule(kind), treatment.toString()));
                        }
                    });
        }
        Treatment same = given.getOrDefault(FindingKind.DUPLICATE, Treatment.REFUSE);
        Treatment other = given.getOrDefault(FindingKind.CONTRADICTION, Treatment.REFUSE);
        if (same != other && same.isRepair() && other.isRepair()) {
            String rule = "must be that of duplicate, " + same + ", they cannot be told apart when they are repaired";
            found.add(draft.problem(SECTION + FindingKind.CONTRADICTION, rule, other.toString()));
        }
    }

    private static String rule(FindingKind kind) {
        return QualityPolicy.rule(kind).replace("treatment of " + kind + " must", "must");
    }

    private static Treatment treatment(DataQualitySettings.Treatment named) {
        return Treatment.valueOf(named.name());
    }

    /** Of a configuration that has been checked. */
    static QualityPolicy policy(DataQualitySettings settings) {
        Map<FindingKind, Treatment> treatments = new EnumMap<>(FindingKind.class);
        for (FindingKind kind : FindingKind.values()) {
            named(settings, kind).map(ConfiguredQuality::treatment).ifPresent(value -> treatments.put(kind, value));
        }
        return new QualityPolicy(treatments);
    }

    private static Optional<DataQualitySettings.Treatment> named(DataQualitySettings settings, FindingKind kind) {
        return switch (kind) {
            case UNREADABLE -> settings.unreadable();
            case IMPOSSIBLE_NUMBER -> settings.impossibleNumber();
            case HIGH_LOW -> settings.highLow();
            case CROSSED -> settings.crossed();
            case WRONG_TIME -> settings.wrongTime();
            case OUT_OF_ORDER -> settings.outOfOrder();
            case DUPLICATE -> settings.duplicate();
            case CONTRADICTION -> settings.contradiction();
            case NOT_A_SESSION -> settings.notASession();
            case OVERLAPPING_BARS -> settings.overlappingBars();
            case CUT_OFF -> settings.cutOff();
            case TIME_SHIFT -> settings.timeShift();
            case MISSING_SESSIONS -> settings.missingSessions();
            case MISSING_MONTH -> settings.missingMonth();
            case MISSING_BARS -> settings.missingBars();
            case OUTSIDE_SESSIONS -> settings.outsideSessions();
            case OTHER_COMPANY -> settings.otherCompany();
            case UNDECLARED_SPLIT -> settings.undeclaredSplit();
            case OUTLIER -> settings.outlier();
            case SPIKE -> settings.spike();
            case STALE -> settings.stale();
            case VOLUME_SPIKE -> settings.volumeSpike();
            case NO_VOLUME -> settings.noVolume();
            case WIDE_SPREAD -> settings.wideSpread();
            case OVERLAPPING_FILES, CONTRADICTING_FILES -> Optional.empty(); // an instrument has one file
        };
    }

    static QualitySettings thresholds(DataQualitySettings settings) {
        QualitySettings usual = QualitySettings.DEFAULT;
        if (settings.thresholds().isEmpty()) {
            return usual;
        }
        QualityThresholdSettings given = settings.thresholds().get();
        return new QualitySettings(
                given.window().orElse(usual.window()),
                given.outlierScore().orElse(usual.outlierScore()),
                given.smallestDailyMove().orElse(usual.smallestDailyMove()),
                given.smallestIntradayMove().orElse(usual.smallestIntradayMove()),
                given.staleOdds().orElse(usual.staleOdds()),
                usual.shortestStaleRun(),
                usual.volumeScore(),
                given.volumeFactor().orElse(usual.volumeFactor()),
                given.spreadFactor().orElse(usual.spreadFactor()),
                usual.smallestSpread(),
                usual.splitTolerance(),
                usual.levelFactor(),
                usual.turnoverFactor(),
                usual.fewestSessions(),
                usual.examples());
    }
}
