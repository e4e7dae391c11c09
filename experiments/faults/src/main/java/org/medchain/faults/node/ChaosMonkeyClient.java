package org.medchain.faults.node;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.medchain.node.operations.ShellAccess;

/**
 * Gives orders to the Chaos Monkey of a node's shell (FN-8; OPS-17, OPS-24). It attacks the shell's
 * services alone, so it is one source of faults among others.
 */
public final class ChaosMonkeyClient implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int OK = 200;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
  private final ShellAccess access;

  private ChaosMonkeyClient(ShellAccess access) {
    this.access = access;
  }

  /**
   * Of the node with this data folder.
   *
   * @throws IOException if it has no shell, or the file with its token may not be read
   */
  public static ChaosMonkeyClient of(Path data) throws IOException {
    return new ChaosMonkeyClient(ShellAccess.read(data));
  }

  /** Begins with what it is set to. */
  public void enable() throws IOException, InterruptedException {
    post("/enable", "");
  }

  /** Ends all. */
  public void disable() throws IOException, InterruptedException {
    post("/disable", "");
  }

  /**
   * Replaces the assaults.
   *
   * @param everyNth of the calls is hit, counted, 1 to 10,000
   * @param latencyMs that a call is held; 0 for no time
   * @param failure whether a call fails with an exception
   */
  public void assault(int everyNth, int latencyMs, boolean failure)
      throws IOException, InterruptedException {
    // The endpoint keeps what an order does not name.
    post(
        "/assaults",
        String.format(
            Locale.ROOT,
            "{\"level\":%d,\"deterministic\":true,\"latencyActive\":%b,\"latencyRangeStart\":%d,"
                + "\"latencyRangeEnd\":%d,\"exceptionsActive\":%b,\"killApplicationActive\":false,"
                + "\"memoryActive\":false,\"cpuActive\":false}",
            everyNth,
            latencyMs > 0,
            Math.max(1, latencyMs),
            Math.max(1, latencyMs) + 1,
            failure));
  }

  private void post(String path, String json) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(access.address().resolve("/actuator/chaosmonkey" + path))
            .header("Authorization", access.authorization())
            .header("Content-Type", "application/json")
            .timeout(TIMEOUT)
            .POST(BodyPublishers.ofString(json))
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != OK) {
      String why = answer.body().replaceAll("\\s+", " ");
      throw new IOException(request.uri() + ": " + answer.statusCode() + " " + why);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
