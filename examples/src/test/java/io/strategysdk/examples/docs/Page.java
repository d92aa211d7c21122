package io.strategysdk.examples.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Markdown page of this project.
 *
 * @param file the page, from the module's directory
 * @param lines its text
 */
record Page(Path file, List<String> lines) {
    private static final Path ROOT = Path.of("..");

    /**
     * A fenced block.
     *
     * @param page name of its page
     * @param line number of its first line within the page, from 1
     * @param language what follows the opening fence
     * @param comment the line before the opening fence, empty when there is none
     * @param lines its text
     */
    record Block(String page, int line, String language, String comment, List<String> lines) {
        String text() {
            return String.join("\n", lines);
        }

        @Override
        public String toString() {
            return page + ":" + line;
        }
    }

    static Path root() {
        return ROOT;
    }

    /** The pages in the project's directory, and those below docs. */
    static Stream<Page> all() {
        List<Path> files = new ArrayList<>();
        collect(ROOT, 1, files);
        collect(ROOT.resolve("docs"), Integer.MAX_VALUE, files);
        return files.stream().sorted().map(Page::of);
    }

    static Page of(Path file) {
        try {
            return new Page(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collect(Path directory, int depth, List<Path> into) {
        try (Stream<Path> found = Files.walk(directory, depth)) {
            found.filter(file -> file.toString().endsWith(".md")).forEach(into::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Block> blocks(String language) {
        return all().flatMap(page -> page.blocks().stream())
                .filter(block -> block.language().equals(language));
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        int open = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith("```")) {
                continue;
            }
            if (open < 0) {
                open = i;
            } else {
                String comment = open == 0 ? "" : lines.get(open - 1);
                String language = lines.get(open).substring(3).strip();
                blocks.add(new Block(toString(), open + 2, language, comment, lines.subList(open + 1, i)));
                open = -1;
            }
        }
        if (open >= 0) {
            throw new IllegalStateException("block must be closed: " + this + ":" + (open + 1));
        }
        return blocks;
    }

    String text() {
        return String.join("\n", lines);
    }

    @Override
    public String toString() {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }
}
