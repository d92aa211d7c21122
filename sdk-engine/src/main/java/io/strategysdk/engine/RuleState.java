package io.strategysdk.engine;

import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.engine.FeatureRule.Check;

/** A check at work on one feature: what it has to remember of the values before. */
abstract class RuleState {
    private static final double TWO_TO_53 = 0x1p53;

    static RuleState of(Check check) {
        if (check instanceof FeatureRule.Range range) {
            return new InRange(range);
        } else if (check instanceof FeatureRule.Finite finite) {
            return new IsFinite(finite.allowsNaN());
        } else if (check instanceof FeatureRule.NanShare share) {
            return new FewNaN(share);
        } else if (check instanceof FeatureRule.Jump jump) {
            return new SmallStep(jump.most());
        } else if (check instanceof FeatureRule.RobustJump jump) {
            return new UsualStep(jump);
        } else if (check instanceof FeatureRule.OneOf oneOf) {
            return new IsOneOf(oneOf);
        }
        return new IsWhole();
    }

    /** Takes the next value; whether it breaks the rule. */
    abstract boolean breaks(double value, FeatureHandle handle, boolean isWarm);

    void write(JournalBuffer out) {}

    void read(JournalBuffer.Reader in) {}

    private static final class InRange extends RuleState {
        private final double least;
        private final double most;

        /** The number next to an open bound is the closed one. */
        InRange(FeatureRule.Range range) {
            least = range.isAbove() ? Math.nextUp(range.least()) : range.least();
            most = range.isBelow() ? Math.nextDown(range.most()) : range.most();
        }

        @Override
        boolean breaks(double value, FeatureHandle handle, boolean isWarm) {
            return value < least || value > most;
        }
    }

    private static final class IsFinite extends RuleState {
        private final boolean allowsNaN;

        IsFinite(boolean allowsNaN) {
            this.allowsNaN = allowsNaN;
        }

        @Override
        boolean breaks(double value, FeatureHandle handle, boolean isWarm) {
            return Double.isNaN(value) ? isWarm && !allowsNaN : Double.isInfinite(value);
        }
    }

    private static final class IsWhole extends RuleState {
        @Override
        boolean breaks(double value, FeatureHandle handle, boolean isWarm) {
            return !Double.isNaN(value) && (Math.rint(value) != value || Math.abs(value) > TWO_TO_53);
        }
    }

    private static final class IsOneOf extends RuleState {
        private final double[] values;

        IsOneOf(FeatureRule.OneOf check) {
            values = check.values().stream().mapToDouble(Double::doubleValue).toArray();
        }

        @Override
        boolean breaks(double value, FeatureHandle handle, boolean isWarm) {
            if (Double.isNaN(value)) {
                return false;
            }
            for (double each : values) {
                if (each == value) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final class FewNaN extends RuleState {
        /** A share of bars that is meant to be whole may come out a rounding below. */
        private static final double ROUNDING = 1e-9;

        private final int most;
        private final boolean[] ring;
        private int at;
        private int known;
        private int count;

        FewNaN(FeatureRule.NanShare check) {
            ring = new boolean[check.bars()];
            most = (int) Math.floor(check.most() * check.bars() + ROUNDING);
        }

        @Override
        boolean breaks(double value, FeatureHandle handle, boolean isWarm) {
            if (!isWarm) {
                return false;
            }
            boolean isNaN = Double.isNaN(value);
            count += (isNaN ? 1 : 0) - (ring[at] ? 1 : 0);
            ring[at] = isNaN;
            at = at + 1 == ring.length ? 0 : at + 1;
            known = Math.min(known + 1, ring.length);
            return known == ring.length && count > most;
        }

        @Override
        void write(JournalBuffer out) {
            out.put(at);
            out.put(known);
            for (boolean each : ring) {
                out.put(each ? 1 : 0);
            }
        }

        @Override
        void read(JournalBuffer.Reader in) {
            at = in.getInt();
            known = in.getInt();
            count = 0;
            for (int i = 0; i < ring.length; i++) {
                ring[i] = in.get() == 1;
                count += ring[i] ? 1 : 0;
            }
        }
    }

    private static final class SmallStep extends RuleState {
        private final double most;

        SmallStep(double most) {
            this.most = most;
        }

        @Override
        boolean breaks(double value, FeatureHandle handle, boolean isWarm) {
            return Math.abs(value - handle.ago(1)) > most;
        }
    }

    private static final class UsualStep extends RuleState {
        private static final double NORMAL = 1.4826;
        private final double units;
        private final double[] ring;
        private final Restatement restatement = new Restatement();
        private int at;
        private int known;

        UsualStep(FeatureRule.RobustJump check) {
            units = check.most() * NORMAL;
            ring = new double[check.bars()];
        }

        @Override
        boolean breaks(double value, FeatureHandle handle, boolean isWarm) {
            double before = handle.ago(1);
            if (restatement.begins(before, value)) {
                at = 0;
                known = 0;
            }
            double step = Math.abs(value - before);
            if (!Double.isFinite(step)) {
                return Double.isInfinite(step) && known == ring.length;
            }
            boolean breaks = known == ring.length && isLarge(step);
            ring[at] = step;
            at = at + 1 == ring.length ? 0 : at + 1;
            known = Math.min(known + 1, ring.length);
            return breaks;
        }

        /** The median is so small, and more than 0, when the larger half begins there: nothing needs to be sorted. */
        private boolean isLarge(double step) {
            int small = 0;
            int none = 0;
            for (double each : ring) {
                small += step > units * each ? 1 : 0;
                none += each == 0 ? 1 : 0;
            }
            int half = (ring.length - 1) / 2;
            return small > half && none <= half;
        }

        @Override
        void write(JournalBuffer out) {
            restatement.write(out);
            out.put(at);
            out.put(known);
            for (int i = 0; i < known; i++) {
                out.putDouble(ring[i]);
            }
        }

        @Override
        void read(JournalBuffer.Reader in) {
            restatement.read(in);
            at = in.getInt();
            known = in.getInt();
            for (int i = 0; i < known; i++) {
                ring[i] = in.getDouble();
            }
        }
    }
}
