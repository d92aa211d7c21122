/**
 * Alpaca Markets: its brokerage and its market data. {@link io.strategysdk.alpaca.AlpacaSettings} say where and with
 * which key, {@link io.strategysdk.alpaca.AlpacaBroker} sends orders, {@link io.strategysdk.alpaca.AlpacaFeed} brings
 * live data, {@link io.strategysdk.alpaca.AlpacaHistory}, {@link io.strategysdk.alpaca.AlpacaActions} and {@link
 * io.strategysdk.alpaca.AlpacaAssets} what was and what can be traded. Paper unless live is asked for three times over.
 * Nothing here ever shows a secret.
 */
@NullMarked
package io.strategysdk.alpaca;

import org.jspecify.annotations.NullMarked;
