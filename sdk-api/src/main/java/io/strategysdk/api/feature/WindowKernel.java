package io.strategysdk.api.feature;

/** A function of a window, bar by bar. */
final class WindowKernel implements Kernel {
    private final Window window;
    private final Window.Function function;

    WindowKernel(Window window, Window.Function function) {
        this.window = window;
        this.function = function;
    }

    @Override
    public double next(Inputs inputs) {
        return window.add(inputs.get(0)) ? function.apply(window) : Double.NaN;
    }

    @Override
    public double[] save() {
        return window.save();
    }

    @Override
    public void restore(double[] saved) {
        window.restore(saved);
    }
}
