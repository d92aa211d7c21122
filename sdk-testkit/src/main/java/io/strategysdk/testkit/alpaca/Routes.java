package io.strategysdk.testkit.alpaca;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Which endpoint answers which method and path; the first that fits does. */
final class Routes {
    private final List<Route> all = new ArrayList<>();

    /** Answers a request, or throws a refusal. */
    interface Endpoint {
        Reply answer(Call call);
    }

    private record Route(String method, Pattern path, Endpoint endpoint) {}

    /**
     * Adds an endpoint.
     *
     * @param path with {@code *} for each part that is open, a part without slash; {@code **} takes slashes too
     */
    Routes on(String method, String path, Endpoint endpoint) {
        String regex = Pattern.quote(path).replace("**", "\\E(.+)\\Q").replace("*", "\\E([^/]+)\\Q");
        all.add(new Route(method, Pattern.compile(regex), endpoint));
        return this;
    }

    /** The answer, refusals among them. */
    Reply answer(Call call) {
        return find(call).orElseThrow(Problem.ENDPOINT_NOT_FOUND::of);
    }

    private Optional<Reply> find(Call call) {
        for (Route route : all) {
            Matcher matcher = route.path.matcher(call.path());
            if (route.method.equals(call.method()) && matcher.matches()) {
                List<String> variables = IntStream.rangeClosed(1, matcher.groupCount())
                        .mapToObj(matcher::group)
                        .toList();
                return Optional.of(route.endpoint.answer(call.with(variables)));
            }
        }
        return Optional.empty();
    }
}
