package org.medchain.cluster.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.medchain.node.operations.NodeStatus;

/** Queries admin endpoints (CLUSTER-1); may be used by several threads. */
public final class AdminClient implements AutoCloseable {
  private static final int OK = 200;
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  /** A process's status, if it replies with one. */
  public Optional<NodeStatus> status(URI door) throws InterruptedException {
    try {
      return page(door, "/status").map(StatusReader::read);
    } catch (IllegalArgumentException e) {
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
