package io.strategysdk.examples.docs;

import io.strategysdk.examples.docs.Page.Block;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of Java as a source file. It stands in one of three forms, told from the lines that are not indented: types;
 * members of a strategy; statements. What it leaves out, imports and the objects that its page speaks of, is added.
 *
 * @param name of the file, without its directory
 * @param text content of the file
 */
record Snippet(String name, String text) {
    private static final Pattern MODULE = Pattern.compile("(?m)^(?:open )?module ");
    private static final Pattern TYPE =
            Pattern.compile("(?m)^(?:public |final |abstract |sealed )*(?:class|record|interface|enum) (\\w+)");
    private static final Pattern MEMBER = Pattern.compile("(?m)^(?:@Override|private |public |protected )");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import .*;$");

    private static final String IMPORTS = """
            import static io.strategysdk.api.feature.Indicators.*;
            import static io.strategysdk.api.order.OrderIntent.*;
            import static org.assertj.core.api.Assertions.*;
            import io.strategysdk.api.*;
            import io.strategysdk.api.data.*;
            import io.strategysdk.api.event.*;
            import io.strategysdk.api.feature.*;
            import io.strategysdk.api.instrument.*;
            import io.strategysdk.api.order.*;
            import io.strategysdk.api.portfolio.*;
            import io.strategysdk.api.risk.*;
            import io.strategysdk.api.signal.*;
            import io.strategysdk.api.spi.*;
            import io.strategysdk.api.time.*;
            import io.strategysdk.backtest.*;
            import io.strategysdk.backtest.data.*;
            import io.strategysdk.backtest.execution.*;
            import io.strategysdk.backtest.load.*;
            import io.strategysdk.backtest.report.Report;
            import io.strategysdk.engine.*;
            import io.strategysdk.engine.calendar.*;
            import io.strategysdk.engine.config.Adapters;
            import io.strategysdk.engine.config.ConfigException;
            import io.strategysdk.engine.config.ConfigLoader;
            import io.strategysdk.engine.config.ConfigTemplate;
            import io.strategysdk.engine.config.RunConfig;
            import io.strategysdk.engine.config.StrategyFactory;
            import io.strategysdk.engine.config.StrategyRegistry;
            import io.strategysdk.engine.execution.*;
            import io.strategysdk.examples.strategies.*;
            import jakarta.validation.constraints.*;
            import java.math.BigDecimal;
            import java.nio.file.*;
            import java.time.*;
            import java.util.ArrayList;
            import java.util.List;
            import java.util.Map;
            import java.util.Optional;
            import java.util.Set;
            import org.junit.jupiter.api.Test;
            import org.junit.jupiter.api.io.TempDir;
            """
            // Wildcards that meet in one name
            + "import java.time.Clock; import java.time.Instant; import io.strategysdk.api.order.Order;\n";

    /** What pages speak of without declaring it. */
    private static final String OBJECTS = """
            Context context;
            Instrument instrument;
            Instrument aapl;
            Instrument msft;
            Position position;
            FeatureHandle fast;
            FeatureHandle slow;
            MarketData data;
            TradingCalendar calendar;
            BarColumns bars;
            BacktestResult result;
            MarketDataFeed feed;
            RunConfig config;
            SmaCrossover.Parameters parameters;
            Set<LocalDate> holidays;
            """;

    static Snippet of(Block block) {
        String code = block.text();
        if (MODULE.matcher(code).find()) {
            return new Snippet("module-info.java", code);
        }
        String imports = String.join("\n", matches(IMPORT, code));
        String body = IMPORT.matcher(code).replaceAll("");
        Matcher type = TYPE.matcher(body);
        if (type.find()) {
            return new Snippet(type.group(1) + ".java", file(block, imports, body));
        }
        String inside = MEMBER.matcher(body).find()
                ? "abstract class Snippet implements Strategy {\n" + OBJECTS + body + "\n}"
                : "class Snippet {\n" + OBJECTS + "void run() throws Exception {\n" + body + "\n}\n}";
        return new Snippet("Snippet.java", file(block, imports, inside));
    }

    private static String file(Block block, String imports, String body) {
        return "package " + packageOf(block) + ";\n" + IMPORTS + imports + "\n" + body + "\n";
    }

    /** Says where the block stands: the compiler's messages name it. */
    static String packageOf(Block block) {
        return "page." + block.page().replaceAll("\\W", "_") + ".line" + block.line();
    }

    boolean isModule() {
        return name.equals("module-info.java");
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group()).toList();
    }
}
