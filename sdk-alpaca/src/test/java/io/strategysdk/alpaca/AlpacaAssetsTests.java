package io.strategysdk.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.testkit.alpaca.AlpacaAsset;
import io.strategysdk.testkit.alpaca.AlpacaSimulator;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlpacaAssetsTests {
    private static final Instrument BITCOIN = Instrument.crypto("BTC/USD", "0.01", "0.0001");

    private final AlpacaSimulator alpaca = AlpacaSimulator.builder()
            .asset(AlpacaAsset.of(Instrument.equity("SPY")))
            .asset(AlpacaAsset.of(Instrument.equity("BRK.A")).notFractionable())
            .asset(AlpacaAsset.of(Instrument.equity("OLD")).inactive())
            .asset(AlpacaAsset.of(Instrument.equity("HALT")).notTradable())
            .asset(AlpacaAsset.of(BITCOIN))
            .start();
    private final AlpacaAssets assets = AlpacaAssets.of(Minutes.settings(alpaca));

    @AfterEach
    void stop() {
        assets.close();
        alpaca.close();
    }

    @Test
    void anAssetHasTheStepsThatAlpacaTradesItIn() {
        assertThat(assets.instrument("SPY")).isEqualTo(Instrument.equity("SPY").withLotSize("0.000000001"));
        assertThat(assets.instrument("BRK.A")).isEqualTo(Instrument.equity("BRK.A"));
        assertThat(assets.instrument("BTC/USD")).isEqualTo(BITCOIN);
    }

    @Test
    void onlyWhatIsActiveAndTradableIsListedBySymbol() {
        assertThat(assets.tradable(AssetClass.EQUITY))
                .extracting(Instrument::symbol)
                .containsExactly("BRK.A", "SPY");
        assertThat(assets.tradable(AssetClass.CRYPTO)).containsExactly(BITCOIN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assets.tradable(AssetClass.FOREX))
                .withMessageContaining("was FOREX");
    }

    @Test
    void whatAlpacaDoesNotHaveIsAnError() {
        assertThatThrownBy(() -> assets.instrument("NOPE"))
                .isInstanceOf(SdkException.class)
                .hasMessageContaining("404")
                .hasMessageContaining("NOPE");
    }

    @Test
    void sessionsAreThoseOfTheExchangeHalfDaysIncluded() {
        LocalDate first = LocalDate.of(2026, 11, 23);
        LocalDate last = LocalDate.of(2026, 12, 31);
        TradingCalendar nyse = TradingCalendars.nyse();

        assertThat(assets.sessions(first, last)).isEqualTo(nyse.sessions(first, last));
    }
}
