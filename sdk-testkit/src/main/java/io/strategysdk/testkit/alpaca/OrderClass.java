package io.strategysdk.testkit.alpaca;

/** Which orders hang together. */
enum OrderClass {
    SIMPLE,
    BRACKET,
    OCO,
    OTO
}
