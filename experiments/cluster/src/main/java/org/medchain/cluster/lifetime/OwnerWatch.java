package org.medchain.cluster.lifetime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Ends this process, in order if that takes no longer than a few seconds, when the process that
 * started it is gone and has not released it ({@link Lifeline}).
 */
public final class OwnerWatch {
  /** As after SIGTERM. */
  private static final int EXIT_CODE = 143;

  private static final long ORDERLY_S = 8;

  private OwnerWatch() {}

  /**
   * For a process that reads nothing from its standard input; does nothing without a lifeline. Its
   * file of output is kept small.
   */
  public static void install() {
    if (System.getProperty(ProcessTag.PROPERTY) != null) {
      daemon("owner", () -> endUnlessReleased(System.in));
    }
    if (System.getProperty(BoundedOutput.PROPERTY) != null) {
      daemon("output", BoundedOutput::keepSmall);
    }
  }

  private static void endUnlessReleased(InputStream pipe) {
    try {
      if (pipe.read() == Lifeline.RELEASED) {
        return;
      }
    } catch (IOException e) {
      System.err.println("the pipe to the command that started this process: " + e.getMessage());
    }
    end();
  }

  /**
   * For a process that gets requests by its standard input, a line each. It ends with that, also in
   * the midst of a request.
   */
  public static BlockingQueue<String> requests() {
    BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    daemon(
        "requests",
        () -> {
          try {
            in.lines().forEach(requests::add);
          } catch (UncheckedIOException e) {
            System.err.println("requests: " + e.getMessage());
          }
          end();
        });
    return requests;
  }

  private static void end() {
    System.err.println("the command that started this process is gone: it ends");
    daemon(
        "halt",
        () -> {
          try {
            TimeUnit.SECONDS.sleep(ORDERLY_S);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          Runtime.getRuntime().halt(EXIT_CODE);
        });
    System.exit(EXIT_CODE);
  }

  private static void daemon(String name, Runnable work) {
    Thread.ofPlatform().daemon().name(name).start(work);
  }
}
