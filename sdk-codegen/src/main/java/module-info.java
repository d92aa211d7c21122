/** Strategy specifications to source code for several platforms. */
module io.strategysdk.codegen {
    requires transitive io.strategysdk.api;
}
