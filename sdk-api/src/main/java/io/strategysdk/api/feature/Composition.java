package io.strategysdk.api.feature;

import java.util.List;

/** The catalogue's compositions of moving averages of one input, by what they read and how they put it together. */
enum Composition {
    DEMA("dema", 1) {
        @Override
        List<Input> inputs(int n, Input input) {
            return List.of(ema(n, input), ema(n, ema(n, input)));
        }

        @Override
        Kernel newKernel(int n) {
            return new Blend.Sum(2, -1);
        }
    },
    TEMA("tema", 1) {
        @Override
        List<Input> inputs(int n, Input input) {
            return List.of(ema(n, input), ema(n, ema(n, input)), ema(n, ema(n, ema(n, input))));
        }

        @Override
        Kernel newKernel(int n) {
            return PointFunction.TRIPLE;
        }
    },
    HMA("hma", 2) {
        @Override
        List<Input> inputs(int n, Input input) {
            Feature fast = Indicators.wma(n / 2).of(input);
            Feature slow = Indicators.wma(n).of(input);
            String name = Names.of("hma(" + n + ")", input, Input.close()) + ".raw";
            return List.of(Input.of(new Blend(name, 2, fast, -1, slow)));
        }

        @Override
        int warmUp(int n) {
            return rootOf(n) - 1;
        }

        @Override
        Kernel newKernel(int n) {
            return new WindowedKernel(WindowFunction.WMA, rootOf(n));
        }
    },
    TRIX("trix", 1) {
        @Override
        List<Input> inputs(int n, Input input) {
            return List.of(ema(n, ema(n, ema(n, input))));
        }

        @Override
        int warmUp(int n) {
            return 1;
        }

        @Override
        Kernel newKernel(int n) {
            return new WindowedKernel(WindowFunction.ROC, WindowFunction.ROC.windowSize(1));
        }
    };

    private final String text;
    private final int minLength;

    Composition(String text, int minLength) {
        this.text = text;
        this.minLength = minLength;
    }

    int minLength() {
        return minLength;
    }

    abstract List<Input> inputs(int n, Input input);

    /** Undefined values of its own, after those of what it reads. */
    int warmUp(int n) {
        return 0;
    }

    abstract Kernel newKernel(int n);

    @Override
    public String toString() {
        return text;
    }

    private static Input ema(int n, Input input) {
        return Input.of(Indicators.ema(n).of(input));
    }

    private static int rootOf(int n) {
        return (int) Math.sqrt(n);
    }
}
