package org.medchain.cluster.local;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.medchain.node.operations.NodeStatus;

/** Queries admin endpoints (CLUSTER-1); may be used by several threads. */
public final class AdminClient implements AutoCloseable {
  private static final int OK = 200;

  private final Duration timeout;
  private final HttpClient client;

  /**
   * What came of asking a process how it is.
   *
   * @param status its reply; empty if none came
   * @param error why no reply came, in one line; empty if one did
   */
  public record StatusReply(Optional<NodeStatus> status, String error) {}

  /** With the usual timeout. */
  public AdminClient() {
    this(Duration.ofSeconds(3));
  }

  public AdminClient(Duration timeout) {
    this.timeout = timeout;
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .build();
  }

  /** A process's status; empty without a reply in time. */
  public Optional<NodeStatus> status(URI door) throws InterruptedException {
    return reply(door).status();
  }

  /** The same, with the reason where there is none. */
  public StatusReply reply(URI door) throws InterruptedException {
    try {
      return new StatusReply(Optional.of(StatusReader.read(text(door, "/status"))), "");
    } catch (IOException | IllegalArgumentException e) {
      return new StatusReply(Optional.empty(), reason(e));
    }
  }

  /** A page of an endpoint; nothing unless it comes whole and well. */
  public Optional<String> page(URI door, String path) throws InterruptedException {
    try {
      return Optional.of(text(door, path));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private String text(URI door, String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(door.resolve(path)).timeout(timeout).build();
    var answer = client.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != OK) {
      throw new IOException("HTTP " + answer.statusCode());
    }
    return answer.body();
  }

  private String reason(Exception failure) {
    return switch (failure) {
      case HttpTimeoutException e -> "no reply within " + timeout.toSeconds() + " s";
      case ConnectException e -> "connection refused";
      default -> String.valueOf(failure.getMessage());
    };
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
