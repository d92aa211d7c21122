package io.strategysdk.engine.purity;

import static io.strategysdk.api.Impurity.CLOCK;
import static io.strategysdk.api.Impurity.ENVIRONMENT;
import static io.strategysdk.api.Impurity.IO;
import static io.strategysdk.api.Impurity.NETWORK;
import static io.strategysdk.api.Impurity.RANDOMNESS;
import static io.strategysdk.api.Impurity.REFLECTION;
import static io.strategysdk.api.Impurity.THREADS;

import io.strategysdk.api.Impurity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A member of the JDK or of this SDK that a strategy must not use: the one table of them, for every checker. Of the SDK
 * that is what runs strategies and loads data, which would show it more than its {@link io.strategysdk.api.Context}.
 *
 * <p>Not in it, although it may differ from run to run: the order of a HashMap or of Map.of. Which map a loop goes over,
 * and what hash codes its keys have, cannot be read from code; run a strategy in two processes and compare journals.
 *
 * @param impurity what it would make of the strategy
 * @param instead what to do, as an imperative without a full stop
 */
public record ForbiddenUse(Impurity impurity, String instead) {
    /** Needs nothing instead. */
    private static final ForbiddenUse HARMLESS = new ForbiddenUse(ENVIRONMENT, "");

    private static final String AS_PARAMETER = "take it from a component of the parameter record";
    private static final String AS_DATA = "give it to the run as data, features or parameters";
    private static final String LOCALE = "pass Locale.ROOT";

    /**
     * From the most to the least particular: a member with the types of its parameters, a member, a member of any class
     * of a package and those below it, a class, a package and those below it. The most particular line decides; without
     * an impurity it lets through.
     */
    static final Map<String, ForbiddenUse> TABLE = new Table()
            .forbid(
                    CLOCK,
                    "use context.clock(), or be called at a time by context.timer(…)",
                    "java.lang.System.currentTimeMillis",
                    "java.lang.System.nanoTime",
                    "java.time.*.now",
                    "java.time.*.dateNow",
                    "java.time.Clock.instant", // whose, if it is handed in, code does not tell
                    "java.time.Clock.millis",
                    "java.time.Clock.system",
                    "java.time.Clock.systemUTC",
                    "java.time.Clock.systemDefaultZone",
                    "java.time.Clock.tickMillis",
                    "java.time.Clock.tickSeconds",
                    "java.time.Clock.tickMinutes",
                    "java.time.InstantSource.instant",
                    "java.time.InstantSource.millis",
                    "java.time.InstantSource.system",
                    "java.util.Date.new()",
                    "java.util.Calendar.getInstance",
                    "java.util.GregorianCalendar.new")
            .forbid(
                    RANDOMNESS,
                    "use context.random()",
                    "java.lang.Math.random",
                    "java.lang.StrictMath.random",
                    "java.util.Random.new()",
                    "java.util.SplittableRandom.new()",
                    "java.util.random.RandomGenerator.of",
                    "java.util.random.RandomGenerator.getDefault",
                    "java.util.random.RandomGeneratorFactory.create()",
                    "java.util.Collections.shuffle(java.util.List)",
                    "java.util.UUID.randomUUID",
                    "java.util.concurrent.ThreadLocalRandom",
                    "java.security.AlgorithmParameterGenerator",
                    "java.security.KeyPairGenerator",
                    "java.security.SecureRandom",
                    "java.security.Signature.initSign",
                    "javax.crypto.Cipher",
                    "javax.crypto.KeyAgreement",
                    "javax.crypto.KeyGenerator")
            .forbid(
                    IO,
                    "decide by what the Context shows, and give what else is needed to the run as data, features or"
                            + " parameters",
                    "io.strategysdk.api.data.DataSource",
                    "io.strategysdk.api.spi.BrokerAdapter",
                    "io.strategysdk.api.spi.MarketDataFeed",
                    "io.strategysdk.backtest.*",
                    "io.strategysdk.engine.*",
                    "io.strategysdk.testkit.*")
            .allow("io.strategysdk.engine.calendar.*", "io.strategysdk.testkit.assertion.*")
            .forbid(
                    IO,
                    "use a logger, SLF4J's for instance",
                    "java.lang.System.out",
                    "java.lang.System.err",
                    "java.lang.System.console",
                    "java.*.printStackTrace()")
            .forbid(
                    IO,
                    AS_DATA,
                    "java.lang.System.in",
                    "java.lang.Class.getResource",
                    "java.lang.Class.getResourceAsStream",
                    "java.io.*",
                    "java.nio.file.*",
                    "java.nio.channels.*",
                    "java.applet.*",
                    "java.awt.*",
                    "java.beans.XMLDecoder",
                    "java.beans.XMLEncoder",
                    "java.nio.MappedByteBuffer",
                    "java.security.KeyStore",
                    "java.util.Formatter.new",
                    "java.util.ResourceBundle",
                    "java.util.Scanner.new",
                    "java.util.jar.*",
                    "java.util.logging.ConsoleHandler",
                    "java.util.logging.FileHandler",
                    "java.util.logging.LogManager",
                    "java.util.prefs.*",
                    "java.util.zip.ZipFile",
                    "java.sql.*",
                    "javax.imageio.*",
                    "javax.naming.*",
                    "javax.print.*",
                    "javax.smartcardio.*",
                    "javax.sound.*",
                    "javax.sql.*",
                    "javax.swing.*",
                    "javax.xml.*",
                    "jdk.jfr.*",
                    "org.w3c.dom.bootstrap.*",
                    "org.w3c.dom.ls.*",
                    "org.xml.sax.*")
            .allow(
                    // Of what is in memory
                    "java.awt.geom.*",
                    "java.util.Formatter.new(java.lang.Appendable,java.util.Locale)",
                    "java.util.Formatter.new(java.io.OutputStream,java.lang.String,java.util.Locale)",
                    "java.util.Formatter.new(java.io.OutputStream,java.nio.charset.Charset,java.util.Locale)",
                    "java.util.Formatter.new(java.util.Locale)",
                    "java.util.Scanner.new(java.io.InputStream,java.lang.String)",
                    "java.util.Scanner.new(java.io.InputStream,java.nio.charset.Charset)",
                    "java.util.Scanner.new(java.lang.Readable)",
                    "java.util.Scanner.new(java.lang.String)",
                    "java.io.BufferedInputStream",
                    "java.io.BufferedOutputStream",
                    "java.io.BufferedReader",
                    "java.io.BufferedWriter",
                    "java.io.ByteArrayInputStream",
                    "java.io.ByteArrayOutputStream",
                    "java.io.CharArrayReader",
                    "java.io.CharArrayWriter",
                    "java.io.Closeable",
                    "java.io.DataInput",
                    "java.io.DataInputStream",
                    "java.io.DataOutput",
                    "java.io.DataOutputStream",
                    "java.io.Flushable",
                    "java.io.InputStream",
                    "java.io.InputStreamReader",
                    "java.io.OutputStream",
                    "java.io.OutputStreamWriter",
                    "java.io.PrintStream", // where its stream comes from is in this table
                    "java.io.PrintWriter",
                    "java.io.Reader",
                    "java.io.StringReader",
                    "java.io.StringWriter",
                    "java.io.Writer")
            .forbid(
                    IO,
                    AS_DATA,
                    "java.io.PrintStream.new", // to a file by its name
                    "java.io.PrintWriter.new")
            .allow(
                    "java.io.PrintStream.new(java.io.OutputStream,boolean,java.lang.String)",
                    "java.io.PrintStream.new(java.io.OutputStream,boolean,java.nio.charset.Charset)",
                    "java.io.PrintWriter.new(java.io.OutputStream,boolean,java.nio.charset.Charset)",
                    "java.io.PrintWriter.new(java.io.Writer)",
                    "java.io.PrintWriter.new(java.io.Writer,boolean)")
            .forbid(
                    NETWORK,
                    AS_DATA,
                    "java.net.*",
                    "java.rmi.*",
                    "java.security.cert.CertStore",
                    "java.util.logging.SocketHandler",
                    "javax.net.*",
                    "javax.management.*",
                    "javax.security.*",
                    "org.ietf.jgss.*",
                    "com.sun.nio.sctp.*",
                    "jdk.net.*",
                    "com.sun.net.httpserver.*")
            .allow("java.net.URI", "java.net.URLDecoder", "java.net.URLEncoder")
            .forbid(
                    THREADS,
                    "do it in the callback, which comes from one thread; wait by context.timer(…)",
                    "java.lang.Object.notify",
                    "java.lang.Object.notifyAll",
                    "java.lang.Object.wait",
                    "java.lang.Thread",
                    "java.lang.ThreadGroup",
                    "java.lang.ThreadLocal",
                    "java.lang.InheritableThreadLocal",
                    "java.util.Timer",
                    "java.util.TimerTask",
                    "java.util.concurrent.*",
                    "java.util.concurrent.TimeUnit.sleep",
                    "java.util.concurrent.TimeUnit.timedJoin",
                    "java.util.concurrent.TimeUnit.timedWait",
                    "java.util.Arrays.parallelPrefix",
                    "java.util.Arrays.parallelSetAll",
                    "java.util.Arrays.parallelSort",
                    "java.util.*.parallelStream",
                    "java.util.stream.*.parallel")
            .allow(
                    "java.util.concurrent.Callable",
                    "java.util.concurrent.ConcurrentHashMap",
                    "java.util.concurrent.ConcurrentLinkedDeque",
                    "java.util.concurrent.ConcurrentLinkedQueue",
                    "java.util.concurrent.ConcurrentMap",
                    "java.util.concurrent.ConcurrentNavigableMap",
                    "java.util.concurrent.ConcurrentSkipListMap",
                    "java.util.concurrent.ConcurrentSkipListSet",
                    "java.util.concurrent.CopyOnWriteArrayList",
                    "java.util.concurrent.CopyOnWriteArraySet",
                    "java.util.concurrent.TimeUnit",
                    "java.util.concurrent.atomic.*")
            .forbid(
                    REFLECTION,
                    "name the class or method in the code, or take it as an object",
                    "java.lang.Class",
                    "java.lang.ClassLoader",
                    "java.lang.Module",
                    "java.lang.ModuleLayer",
                    "java.lang.Package",
                    "java.lang.StackWalker",
                    "java.lang.instrument.*",
                    "java.beans.Introspector",
                    "java.lang.invoke.*",
                    "java.lang.module.*",
                    "java.lang.reflect.*",
                    "java.util.ServiceLoader",
                    "javax.script.*",
                    "javax.tools.*",
                    "jdk.internal.*",
                    "sun.*")
            .allow(
                    "java.lang.Class.asSubclass",
                    "java.lang.Class.cast",
                    "java.lang.Class.desiredAssertionStatus", // as javac calls it for every assert
                    "java.lang.Class.equals",
                    "java.lang.Class.getCanonicalName",
                    "java.lang.Class.getComponentType",
                    "java.lang.Class.getEnumConstants",
                    "java.lang.Class.getName",
                    "java.lang.Class.getPackageName",
                    "java.lang.Class.getSimpleName",
                    "java.lang.Class.getSuperclass",
                    "java.lang.Class.getTypeName",
                    "java.lang.Class.isArray",
                    "java.lang.Class.isAssignableFrom",
                    "java.lang.Class.isEnum",
                    "java.lang.Class.isInstance",
                    "java.lang.Class.isInterface",
                    "java.lang.Class.isPrimitive",
                    "java.lang.Class.isRecord",
                    "java.lang.Class.toString")
            .forbid(
                    ENVIRONMENT,
                    AS_PARAMETER,
                    "java.lang.System",
                    "java.lang.Process",
                    "java.lang.ProcessBuilder",
                    "java.lang.ProcessHandle",
                    "java.lang.Runtime",
                    "java.lang.foreign.*",
                    "java.lang.management.*",
                    "java.lang.ref.*",
                    "java.nio.ByteOrder.nativeOrder",
                    "java.nio.charset.Charset.availableCharsets",
                    "java.security.Provider",
                    "java.security.Security",
                    "com.sun.management.*",
                    "java.lang.Boolean.getBoolean",
                    "java.lang.Integer.getInteger",
                    "java.lang.Long.getLong",
                    "java.util.WeakHashMap")
            .allow("java.lang.System.arraycopy", "java.lang.System.getLogger", "java.lang.System$Logger")
            .forbid(ENVIRONMENT, "write \"\\n\"", "java.lang.System.lineSeparator")
            .forbid(
                    ENVIRONMENT,
                    "write String.format(Locale.ROOT, …)",
                    "java.lang.String.format(java.lang.String,java.lang.Object[])",
                    "java.lang.String.formatted")
            .forbid(
                    ENVIRONMENT,
                    LOCALE,
                    "java.lang.String.toLowerCase()",
                    "java.lang.String.toUpperCase()",
                    "java.text.Collator.getInstance()",
                    "java.io.PrintStream.format(java.lang.String,java.lang.Object[])",
                    "java.io.PrintStream.printf(java.lang.String,java.lang.Object[])",
                    "java.io.PrintWriter.format(java.lang.String,java.lang.Object[])",
                    "java.io.PrintWriter.printf(java.lang.String,java.lang.Object[])",
                    "java.nio.charset.Charset.displayName()",
                    "java.text.BreakIterator.getCharacterInstance()",
                    "java.text.BreakIterator.getLineInstance()",
                    "java.text.BreakIterator.getSentenceInstance()",
                    "java.text.BreakIterator.getWordInstance()",
                    "java.text.DateFormatSymbols.getInstance()",
                    "java.text.DateFormatSymbols.new()",
                    "java.text.DecimalFormat.new()",
                    "java.text.DecimalFormat.new(java.lang.String)",
                    "java.text.DecimalFormatSymbols.getInstance()",
                    "java.text.DecimalFormatSymbols.new()",
                    "java.text.MessageFormat.format",
                    "java.text.MessageFormat.new(java.lang.String)",
                    "java.text.NumberFormat.getCompactNumberInstance()",
                    "java.text.NumberFormat.getCurrencyInstance()",
                    "java.text.NumberFormat.getInstance()",
                    "java.text.NumberFormat.getIntegerInstance()",
                    "java.text.NumberFormat.getNumberInstance()",
                    "java.text.NumberFormat.getPercentInstance()",
                    "java.time.format.DateTimeFormatter.ofLocalizedDate",
                    "java.time.format.DateTimeFormatter.ofLocalizedDateTime",
                    "java.time.format.DateTimeFormatter.ofLocalizedTime",
                    "java.time.format.DateTimeFormatter.ofPattern(java.lang.String)",
                    "java.time.format.DateTimeFormatterBuilder.toFormatter()",
                    "java.util.Currency.getDisplayName()",
                    "java.util.Currency.getSymbol()",
                    "java.util.Formatter.new()",
                    "java.util.Formatter.new(java.io.OutputStream)",
                    "java.util.Formatter.new(java.io.OutputStream,java.lang.String)",
                    "java.util.Formatter.new(java.io.PrintStream)",
                    "java.util.Formatter.new(java.lang.Appendable)",
                    "java.util.Locale.getAvailableLocales",
                    "java.util.Locale.getDefault",
                    "java.util.Locale.getDisplayCountry()",
                    "java.util.Locale.getDisplayLanguage()",
                    "java.util.Locale.getDisplayName()",
                    "java.util.Locale.getDisplayScript()",
                    "java.util.Locale.getDisplayVariant()",
                    "java.util.Locale.setDefault",
                    "java.util.TimeZone.getDisplayName()",
                    "java.util.TimeZone.getDisplayName(boolean,int)")
            .forbid(
                    ENVIRONMENT,
                    "read a number by Double.parseDouble or new BigDecimal, which know no locale",
                    "java.util.Scanner.hasNextBigDecimal",
                    "java.util.Scanner.hasNextDouble",
                    "java.util.Scanner.hasNextFloat",
                    "java.util.Scanner.nextBigDecimal",
                    "java.util.Scanner.nextDouble",
                    "java.util.Scanner.nextFloat")
            .forbid(
                    ENVIRONMENT,
                    "use java.time, with a zone, and its DateTimeFormatter with Locale.ROOT",
                    "java.text.DateFormat.getDateInstance",
                    "java.text.DateFormat.getDateTimeInstance",
                    "java.text.DateFormat.getInstance",
                    "java.text.DateFormat.getTimeInstance",
                    "java.text.SimpleDateFormat.new",
                    "java.util.Date.getDate",
                    "java.util.Date.getDay",
                    "java.util.Date.getHours",
                    "java.util.Date.getMinutes",
                    "java.util.Date.getMonth",
                    "java.util.Date.getSeconds",
                    "java.util.Date.getTimezoneOffset",
                    "java.util.Date.getYear",
                    "java.util.Date.new(int,int,int)",
                    "java.util.Date.new(int,int,int,int,int)",
                    "java.util.Date.new(int,int,int,int,int,int)",
                    "java.util.Date.new(java.lang.String)",
                    "java.util.Date.parse",
                    "java.util.Date.setDate",
                    "java.util.Date.setHours",
                    "java.util.Date.setMinutes",
                    "java.util.Date.setMonth",
                    "java.util.Date.setSeconds",
                    "java.util.Date.setYear",
                    "java.util.Date.toLocaleString",
                    "java.util.Date.toString")
            .forbid(
                    ENVIRONMENT,
                    "use name() or ordinal(), which are the same in every process",
                    "java.lang.Enum.hashCode")
            .forbid(
                    ENVIRONMENT,
                    "name the zone, ZoneOffset.UTC for instance",
                    "java.time.ZoneId.systemDefault",
                    "java.util.GregorianCalendar.new(int,int,int)",
                    "java.util.GregorianCalendar.new(int,int,int,int,int)",
                    "java.util.GregorianCalendar.new(int,int,int,int,int,int)",
                    "java.util.TimeZone.getDefault",
                    "java.util.TimeZone.setDefault")
            .forbid(
                    ENVIRONMENT,
                    "pass StandardCharsets.UTF_8",
                    "java.io.ByteArrayOutputStream.toString()",
                    "java.io.InputStreamReader.new(java.io.InputStream)",
                    "java.io.OutputStreamWriter.new(java.io.OutputStream)",
                    "java.io.PrintStream.new(java.io.OutputStream)",
                    "java.io.PrintStream.new(java.io.OutputStream,boolean)",
                    "java.io.PrintWriter.new(java.io.OutputStream)",
                    "java.io.PrintWriter.new(java.io.OutputStream,boolean)",
                    "java.lang.String.getBytes()",
                    "java.net.URLDecoder.decode(java.lang.String)",
                    "java.net.URLEncoder.encode(java.lang.String)",
                    "java.util.Scanner.new(java.io.InputStream)",
                    "java.lang.String.new(byte[])",
                    "java.lang.String.new(byte[],int,int)",
                    "java.nio.charset.Charset.defaultCharset")
            .lines();

    /**
     * Whether strategies must not use a member.
     *
     * @param owner binary name of the class that code names before the member, {@code java.util.Map$Entry}
     * @param member its name; {@code <init>} for a constructor
     * @param parameters types of its parameters as source code writes them, without type arguments; none for a field
     * @return what it is and what to do instead; empty when it is harmless, or neither the JDK's nor the SDK's
     */
    public static Optional<ForbiddenUse> of(String owner, String member, List<String> parameters) {
        String name = member.equals("<init>") ? "new" : member;
        String withTypes = name + "(" + String.join(",", parameters) + ")";
        ForbiddenUse line = line(owner, withTypes, name);
        return line == null || line.instead.isEmpty() ? Optional.empty() : Optional.of(line);
    }

    /** The most particular one that speaks of a member. */
    private static @Nullable ForbiddenUse line(String owner, String withTypes, String name) {
        ForbiddenUse line = TABLE.get(owner + "." + withTypes);
        line = line == null ? TABLE.get(owner + "." + name) : line;
        line = line == null ? inPackages(owner, "." + withTypes) : line;
        line = line == null ? inPackages(owner, "." + name) : line;
        if (line == null && !isThrowable(owner)) {
            line = TABLE.get(owner);
            for (int end = owner.lastIndexOf('$'); end > 0 && line == null; end = owner.lastIndexOf('$', end - 1)) {
                line = TABLE.get(owner.substring(0, end));
            }
            line = line == null ? inPackages(owner, "") : line;
        }
        return line;
    }

    private static @Nullable ForbiddenUse inPackages(String owner, String member) {
        ForbiddenUse line = null;
        for (int end = owner.lastIndexOf('.'); end > 0 && line == null; end = owner.lastIndexOf('.', end - 1)) {
            line = TABLE.get(owner.substring(0, end) + ".*" + member);
        }
        return line;
    }

    /** As all names of the JDK tell. */
    private static boolean isThrowable(String owner) {
        return owner.endsWith("Exception") || owner.endsWith("Error");
    }

    /** Lines as they are written down. */
    private static final class Table {
        private final Map<String, ForbiddenUse> lines = new HashMap<>();

        Table forbid(Impurity impurity, String instead, String... members) {
            return add(new ForbiddenUse(impurity, instead), members);
        }

        Table allow(String... members) {
            return add(HARMLESS, members);
        }

        private Table add(ForbiddenUse line, String... members) {
            for (String member : members) {
                if (lines.put(member, line) != null) {
                    throw new IllegalStateException("member must be in the table once, was twice: " + member);
                }
            }
            return this;
        }

        Map<String, ForbiddenUse> lines() {
            return Map.copyOf(lines);
        }
    }
}
