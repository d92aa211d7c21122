package io.strategysdk.examples.docs;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ.Socket;
import org.zeromq.ZMsg;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A notebook with a kernel for Java, as Jupyter runs one: a process of its own, which takes cells and tells what they
 * print and show, by messages of <a href="https://jupyter-client.readthedocs.io/en/stable/messaging.html">its
 * protocol</a>.
 */
final class Notebook implements AutoCloseable {
    private static final Path KERNEL = Path.of("target/notebook/kernel.jar");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final JsonMapper JSON = JsonMapper.shared();

    /** The kernel says nothing: some of its starts hang, for it opens its sockets by several threads at once. */
    static final class Silent extends RuntimeException {
        private static final long serialVersionUID = 1;

        Silent(String what) {
            super("The kernel " + what + " within " + PATIENCE);
        }
    }

    /**
     * What came of a cell.
     *
     * @param printed on the standard output
     * @param complaints what did not compile, what was thrown, and the standard error
     * @param shown what a page of HTML has of it, one after the other
     */
    record Outcome(String printed, String complaints, List<String> shown) {}

    private final String key = UUID.randomUUID().toString();
    private final ZContext sockets = new ZContext();
    private final Process kernel;
    private final Socket shell;
    private final Socket told;

    /**
     * Starts a kernel and waits for its first words.
     *
     * @param folder where it works, and where its log goes
     * @param options of its virtual machine
     */
    Notebook(Path folder, String classPath, List<String> options) throws IOException {
        List<Integer> ports = freePorts(5);
        Path connection = folder.resolve("connection.json");
        Files.writeString(connection, connection(ports));
        List<String> command = Stream.of(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        options.stream(),
                        Stream.of("-jar", KERNEL.toAbsolutePath().toString(), connection.toString()))
                .flatMap(part -> part)
                .toList();
        ProcessBuilder process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("kernel.log").toFile());
        process.environment().put("RJK_CLASSPATH", classPath.replace(File.pathSeparatorChar, ';'));
        kernel = process.start();
        told = sockets.createSocket(SocketType.SUB);
        told.subscribe(new byte[0]);
        told.connect("tcp://127.0.0.1:" + ports.get(1));
        shell = sockets.createSocket(SocketType.DEALER);
        shell.connect("tcp://127.0.0.1:" + ports.get(0));
        waitUntilHeard();
    }

    /** Runs a cell to its end. */
    Outcome run(String cell) {
        String request = send("execute_request", Map.of("code", cell, "silent", false, "store_history", false));
        StringBuilder printed = new StringBuilder();
        StringBuilder complaints = new StringBuilder();
        List<String> shown = new ArrayList<>();
        Optional<Message> last = receive(message -> {
            if (message.answers(request)) {
                JsonNode content = message.content();
                switch (message.type()) {
                    case "stream" ->
                        (content.path("name").asString().equals("stdout") ? printed : complaints)
                                .append(content.path("text").asString());
                    case "error" ->
                        complaints.append(content.path("ename").asString()).append(content.path("traceback"));
                    case "display_data", "execute_result" ->
                        shown.add(content.path("data").path("text/html").asString(""));
                    default -> {
                        // the kernel also tells what it runs and whether it is busy
                    }
                }
            }
            return message.ends(request);
        });
        if (last.isEmpty()) {
            throw new Silent("did not end a cell");
        }
        return new Outcome(printed.toString(), complaints.toString(), shown);
    }

    @Override
    public void close() {
        sockets.close();
        kernel.destroyForcibly().onExit().join();
    }

    /** Who listens late misses what was told: only after an answer was heard can none be missed. */
    private void waitUntilHeard() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        told.setReceiveTimeOut(500);
        while (receive(message -> message.type().equals("status")).isEmpty()) {
            if (System.nanoTime() > end || !kernel.isAlive()) {
                close();
                throw new Silent("did not start");
            }
            send("kernel_info_request", Map.of());
        }
        told.setReceiveTimeOut((int) PATIENCE.toMillis());
    }

    /** The first that is the last, if it comes in time. */
    private Optional<Message> receive(Predicate<Message> isLast) {
        return Stream.generate(() -> Optional.ofNullable(ZMsg.recvMsg(told)).map(Message::of))
                .filter(message -> message.isEmpty() || isLast.test(message.get()))
                .findFirst()
                .orElseThrow();
    }

    private String send(String type, Map<String, Object> content) {
        String id = UUID.randomUUID().toString();
        Map<String, String> header = Map.of(
                "msg_id",
                id,
                "msg_type",
                type,
                "session",
                key,
                "username",
                "",
                "version",
                "5.3",
                "date",
                "2024-01-02T00:00:00Z");
        List<String> parts = List.of(JSON.writeValueAsString(header), "{}", "{}", JSON.writeValueAsString(content));
        ZMsg frames = new ZMsg();
        frames.add("<IDS|MSG>");
        frames.add(signature(parts));
        parts.forEach(frames::add);
        frames.send(shell);
        return id;
    }

    private String signature(List<String> parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            parts.forEach(part -> mac.update(part.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private String connection(List<Integer> ports) {
        Map<String, Object> facts = new LinkedHashMap<>(
                Map.of("transport", "tcp", "ip", "127.0.0.1", "signature_scheme", "hmac-sha256", "key", key));
        List<String> channels = List.of("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port");
        for (int i = 0; i < channels.size(); i++) {
            facts.put(channels.get(i), ports.get(i));
        }
        return JSON.writeValueAsString(facts);
    }

    private static List<Integer> freePorts(int count) throws IOException {
        ServerSocket[] held = new ServerSocket[count];
        try {
            for (int i = 0; i < count; i++) {
                held[i] = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            }
            return Stream.of(held).map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : held) {
                if (socket != null) {
                    socket.close();
                }
            }
        }
    }

    /**
     * What the kernel tells all that listen.
     *
     * @param type of the message
     * @param request number of the message that it answers
     * @param content by the message's type
     */
    private record Message(String type, String request, JsonNode content) {
        static Message of(ZMsg frames) {
            List<String> texts = frames.stream()
                    .map(frame -> frame.getString(StandardCharsets.UTF_8))
                    .toList();
            int header = texts.indexOf("<IDS|MSG>") + 2;
            return new Message(
                    JSON.readTree(texts.get(header)).path("msg_type").asString(),
                    JSON.readTree(texts.get(header + 1)).path("msg_id").asString(""),
                    JSON.readTree(texts.get(header + 3)));
        }

        boolean answers(String id) {
            return request.equals(id);
        }

        boolean ends(String id) {
            return answers(id)
                    && type.equals("status")
                    && content.path("execution_state").asString().equals("idle");
        }
    }
}
