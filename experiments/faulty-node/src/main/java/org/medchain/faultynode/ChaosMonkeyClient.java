package org.medchain.faultynode;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.medchain.node.operations.ShellAccess;

/**
 * Gives orders to the Chaos Monkey of a node's shell (FN-8; OPS-17, OPS-24). It attacks the shell's
 * services alone, so it is one source of faults among others.
 */
public final class ChaosMonkeyClient implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** The answer comes when the memory has been filled, step by step, and the time is over. */
  private static final Duration ATTACK_TIMEOUT = Duration.ofMinutes(10);

  private static final int OK = 200;

  /** The kinds of Spring's components that it can stand in front of. */
  public enum Watcher {
    /** {@code @Controller}. */
    CONTROLLER("controller"),
    /** {@code @RestController}: the shell's. */
    REST_CONTROLLER("restController"),
    /** {@code @Service}. */
    SERVICE("service"),
    /** {@code @Component}. */
    COMPONENT("component");

    private final String key;

    Watcher(String key) {
      this.key = key;
    }
  }

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
   * Sets what it does; what is not named it does not do.
   *
   * @param everyNth of the calls it attacks each n-th, counted, 1 to 10,000
   */
  public void assault(int everyNth, Collection<? extends Assault> assaults)
      throws IOException, InterruptedException {
    StringBuilder json =
        new StringBuilder(
            String.format(Locale.ROOT, "{\"level\":%d,\"deterministic\":true", everyNth));
    // The endpoint keeps what an order does not name, and each may be named once.
    for (String each : List.of("latency", "exceptions", "killApplication", "memory", "cpu")) {
      String active = "\"" + each + "Active\":";
      if (assaults.stream().noneMatch(wanted -> wanted.json().startsWith(active))) {
        json.append(',').append(active).append("false");
      }
    }
    assaults.forEach(each -> json.append(',').append(each.json()));
    post("/assaults", json.append('}').toString());
  }

  /** Sets in front of what it stands. */
  public void watch(Set<Watcher> watchers) throws IOException, InterruptedException {
    TreeMap<String, Boolean> keys = new TreeMap<>();
    for (Watcher each : Watcher.values()) {
      keys.put("\"" + each.key + "\"", watchers.contains(each));
    }
    post("/watchers", keys.toString().replace('=', ':'));
  }

  /** Does once what needs no call (memory, processors, stop), and returns when it is over. */
  public void attack() throws IOException, InterruptedException {
    String unused =
        send(
            request("/assaults/runtime/attack")
                .timeout(ATTACK_TIMEOUT)
                .POST(BodyPublishers.noBody()));
  }

  /** What it says of itself and its settings, as JSON. */
  public String settings() throws IOException, InterruptedException {
    return send(request("").GET());
  }

  private void post(String path, String json) throws IOException, InterruptedException {
    String unused =
        send(
            request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(access.address().resolve("/actuator/chaosmonkey" + path))
        .header("Authorization", access.authorization())
        .timeout(TIMEOUT);
  }

  private String send(HttpRequest.Builder order) throws IOException, InterruptedException {
    HttpRequest request = order.build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != OK) {
      String why = answer.body().replaceAll("\\s+", " ");
      throw new IOException(request.uri() + ": " + answer.statusCode() + " " + why);
    }
    return answer.body();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
