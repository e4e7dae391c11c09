package org.medchain.cluster.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.medchain.node.operations.NodeStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Queries admin endpoints (CLUSTER-1); may be used by several threads. */
public final class AdminClient implements AutoCloseable {
  private static final int OK = 200;
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  /** A newer node may report unknown fields; that something is missing is an error. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  /** How the process of a folder is, as it says; empty if it does not run, or reply. */
  public Optional<NodeStatus> status(Path own) throws IOException, InterruptedException {
    return RunningProcess.process(own).isEmpty()
        ? Optional.empty()
        : status(RunningProcess.read(own).orElseThrow().adminUri());
  }

  /** A process's status, if it replies with one (OPS-4). */
  public Optional<NodeStatus> status(URI door) throws InterruptedException {
    return page(door, "/status").flatMap(AdminClient::read);
  }

  /** Of the page {@code /status}, whose keys are the record's names; nothing of another page. */
  static Optional<NodeStatus> read(String json) {
    try {
      return Optional.ofNullable(MAPPER.readValue(json, NodeStatus.class));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** Another of its pages. */
  public Optional<String> page(URI door, String path) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(door.resolve(path)).timeout(TIMEOUT).build();
      var answer = client.send(request, BodyHandlers.ofString());
      return Optional.of(answer.body()).filter(text -> answer.statusCode() == OK);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
