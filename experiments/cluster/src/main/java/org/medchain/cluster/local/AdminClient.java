package org.medchain.cluster.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.medchain.node.operations.NodeStatus;

/** Queries admin endpoints (CLUSTER-1). */
public final class AdminClient implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final int OK = 200;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  /** A process's status; empty without a reply in time. */
  public Optional<NodeStatus> status(URI door) throws InterruptedException {
    return page(door, "/status").flatMap(AdminClient::read);
  }

  private static Optional<NodeStatus> read(String text) {
    try {
      return Optional.of(StatusReader.read(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A page of an endpoint; nothing unless it comes whole and well. */
  public Optional<String> page(URI door, String path) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(door.resolve(path)).timeout(TIMEOUT).build();
    try {
      var answer = client.send(request, BodyHandlers.ofString());
      return answer.statusCode() == OK ? Optional.of(answer.body()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
