package io.strategysdk.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.alpaca.FeedCursor.Place;
import org.junit.jupiter.api.Test;

final class FeedCursorTests {
    private final FeedCursor cursor = new FeedCursor();

    @Test
    void aBarIsTheNextOnceAndLateBehindALaterOne() {
        assertThat(cursor.takeBar(1)).isEqualTo(Place.NEXT);
        assertThat(cursor.takeBar(3)).isEqualTo(Place.NEXT);

        assertThat(cursor.takeBar(3)).isEqualTo(Place.AGAIN);
        assertThat(cursor.takeBar(2)).isEqualTo(Place.LATE);
        assertThat(cursor.last()).isEqualTo(3);
    }

    @Test
    void whatWasReadWithAGapComesAgainAndIsNotLate() {
        cursor.takeBar(3);
        cursor.filled();
        cursor.takeBar(5);

        assertThat(cursor.takeBar(2)).isEqualTo(Place.AGAIN);
        assertThat(cursor.takeBar(3)).isEqualTo(Place.AGAIN);
        assertThat(cursor.takeBar(4)).isEqualTo(Place.LATE);
    }

    @Test
    void ticksOfOneTimeAreToldApartByWhatTheyAre() {
        assertThat(cursor.takeTick(1, "a")).isEqualTo(Place.NEXT);
        assertThat(cursor.takeTick(1, "b")).isEqualTo(Place.NEXT);
        assertThat(cursor.takeTick(1, "a")).isEqualTo(Place.AGAIN);
        assertThat(cursor.takeTick(2, "a")).isEqualTo(Place.NEXT);

        assertThat(cursor.takeTick(1, "c")).isEqualTo(Place.LATE);
        cursor.filled();
        assertThat(cursor.takeTick(1, "c")).isEqualTo(Place.AGAIN);
        assertThat(cursor.takeTick(2, "b")).isEqualTo(Place.NEXT);
    }
}
