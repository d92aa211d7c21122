package io.strategysdk.backtest.load;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.spi.PageException;
import io.strategysdk.api.spi.PagedBars;
import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.load.BarPages.BarPage;
import io.strategysdk.backtest.load.LoadListener.Progress;
import io.strategysdk.engine.BarColumns;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One call for one series. */
final class Loading {
    private static final int LONGEST_SHOWN = 40;
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    private final BarPages source;
    private final RateLimit limit;
    private final LoadRules rules;
    private final LoadListener listener;
    private final LoadClock clock;
    private final PagedBars.Request wanted;
    private final Delivery delivery;
    private final SplittableRandom jitter;
    private final long begin;
    private final Set<String> tokens = new HashSet<>();
    private final long firstClose;
    private final long lastCloseBefore;
    private int pages;
    /** Time of the newest row that came, in range or not. */
    private long seen = Long.MIN_VALUE;

    private long resumedFrom = Long.MIN_VALUE;

    Loading(
            BarPages source,
            RateLimit limit,
            LoadRules rules,
            LoadListener listener,
            LoadClock clock,
            PagedBars.Request wanted,
            Delivery delivery) {
        this.source = source;
        this.limit = limit;
        this.rules = rules;
        this.listener = listener;
        this.clock = clock;
        this.wanted = wanted;
        this.delivery = delivery;
        jitter = new SplittableRandom(rules.seed());
        begin = clock.nanoTime();
        firstClose = nanosOf(wanted.from());
        lastCloseBefore = nanosOf(wanted.to());
    }

    /** Nanoseconds reach from 1677 to 2262; what lies beyond is their end. */
    private static long nanosOf(Instant time) {
        try {
            return Clock.epochNanosOf(time);
        } catch (ArithmeticException | DateTimeException | IllegalArgumentException beyond) {
            return time.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** Of bars whose pages are kept in a file. */
    void run(PartFile part, BarDelivery bars) {
        resume(part, bars);
        run(Optional.of(part));
    }

    void run() {
        run(Optional.empty());
    }

    private void run(Optional<PartFile> part) {
        PagedBars.Request request = delivery.request(wanted);
        Optional<String> token = Optional.empty();
        do {
            if (pages == rules.pages()) {
                throw stopped("there must not be more than " + rules.pages() + " pages, was another one", null);
            }
            BarPage page = fetch(request, token);
            page.bars().ifPresent(this::requireOrder);
            page.repairs().forEach(repair -> listener.onRepair(progress(), repair));
            part.ifPresent(file -> page.bars().ifPresent(rows -> file.append(rows, this::isWanted)));
            page.bars().ifPresent(this::push);
            pages++;
            listener.onPage(progress());
            token = page.next();
            token.ifPresent(this::requireNew);
        } while (token.isPresent());
        delivery.finish();
    }

    private void resume(PartFile part, BarDelivery bars) {
        part.replay(bars::push);
        if (bars.rows > 0) {
            resumedFrom = bars.newest;
            listener.onResume(progress());
        }
    }

    private BarPage fetch(PagedBars.Request request, Optional<String> token) {
        for (int tries = 1; ; tries++) {
            try {
                sleep(limit.take(clock.nanoTime()));
                BarPage page = delivery.page(source, request, token, pages + 1);
                page.pause().ifPresent(this::pause);
                return page;
            } catch (PageException e) {
                e.pause().ifPresent(this::pause);
                retry(e, tries);
            } catch (LoadException e) {
                throw e;
            } catch (SdkException e) {
                throw stopped("page " + (pages + 1) + " must be right, was not: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
    }

    private void retry(PageException failure, int tries) {
        String what = "page " + (pages + 1) + " must load, did not: " + failure.getMessage();
        if (!failure.isPassing()) {
            throw stopped(what, failure);
        }
        if (tries == rules.tries()) {
            throw stopped(what + " (tried " + tries + (tries == 1 ? " time)" : " times)"), failure);
        }
        long full = rules.waitNanos(tries);
        long wait = full - jitter.nextLong(full / 2 + 1);
        Duration told = failure.pause()
                .map(Loading::bounded)
                .filter(pause -> pause.toNanos() > wait)
                .orElse(Duration.ofNanos(wait));
        listener.onRetry(progress(), tries, told, String.valueOf(failure.getMessage()));
        try {
            sleep(told.toNanos());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private LoadException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return stopped("loading was interrupted", cause);
    }

    /** Waits, unless that would take longer than there is time. */
    private void sleep(long nanos) throws InterruptedException {
        long left = rules.time().toNanos() - (clock.nanoTime() - begin);
        if (nanos >= left) {
            throw stopped(
                    "loading must end within " + rules.time() + ", but page " + (pages + 1) + " has to wait for "
                            + Duration.ofNanos(Math.max(0, nanos)) + " with " + Duration.ofNanos(Math.max(0, left))
                            + " left",
                    null);
        }
        clock.sleep(nanos);
    }

    private void pause(Duration wanted) {
        limit.pause(clock.nanoTime(), bounded(wanted).toNanos());
    }

    private static Duration bounded(Duration pause) {
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private void requireNew(String token) {
        if (!tokens.add(token)) {
            throw stopped(
                    "a next page must be named once, was named again after " + pages + " pages: "
                            + (token.length() > LONGEST_SHOWN ? token.substring(0, LONGEST_SHOWN) + "…" : token),
                    null);
        }
    }

    /** Columns rise in themselves. */
    private void requireOrder(BarColumns rows) {
        long first = rows.epochNanos(0);
        if (seen != Long.MIN_VALUE && !delivery.mayFollow(first, seen)) {
            throw stopped(
                    delivery.what() + " of page " + (pages + 1)
                            + " must come after those of the page before, the last of which closes"
                            + " at " + Clock.instantOf(seen) + ", was " + (first == seen ? "the same" : "earlier")
                            + ", " + Clock.instantOf(first),
                    null);
        }
        seen = rows.epochNanos(rows.size() - 1);
    }

    private boolean isWanted(BarColumns rows, int row) {
        long close = rows.epochNanos(row);
        return close >= firstClose && close < lastCloseBefore && close > resumedFrom;
    }

    private void push(BarColumns rows) {
        for (int row = 0; row < rows.size(); row++) {
            if (isWanted(rows, row)) {
                delivery.push(rows, row);
            }
        }
    }

    private Progress progress() {
        return new Progress(wanted.instrument(), pages, delivery.rows, lastClose());
    }

    private Optional<Instant> lastClose() {
        return delivery.rows == 0 ? Optional.empty() : Optional.of(Clock.instantOf(delivery.newest));
    }

    private LoadException stopped(String what, @Nullable Throwable cause) {
        String far = lastClose()
                .map(close -> "; there are " + delivery.rows + " " + delivery.what() + ", until " + close)
                .orElse("; there is no " + delivery.one() + " yet");
        return new LoadException(
                wanted.instrument() + " " + wanted.timeframe() + ": " + what + far, cause, lastClose());
    }
}
