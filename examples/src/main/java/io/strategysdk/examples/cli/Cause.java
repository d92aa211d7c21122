package io.strategysdk.examples.cli;

import io.strategysdk.api.SdkException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What went wrong outside, for people who know of files and not of classes. */
final class Cause {
    private Cause() {}

    /** Its message, with words where it quotes an exception of input or output. */
    static String text(SdkException e) {
        String message = String.valueOf(e.getMessage());
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException reason) {
                return message.replace("was " + reason, "was not: " + words(reason))
                        .replace(reason.toString(), words(reason));
            }
        }
        return message;
    }

    private static String words(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "access is denied";
        } else if (e instanceof NoSuchFileException) {
            return "there is no such file";
        } else if (e instanceof FileAlreadyExistsException) {
            return "a file is in the way";
        }
        String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return reason == null ? "input or output failed" : reason;
    }
}
