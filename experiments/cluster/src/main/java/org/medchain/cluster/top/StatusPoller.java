package org.medchain.cluster.top;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.medchain.cluster.local.StatusReader;

/** Queries the status of all nodes at once, with one timeout for all (OPS-10). */
final class StatusPoller implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final List<PollTarget> targets;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  /**
   * A node to query.
   *
   * @param name by which it is shown until it reports its own
   * @param url of its admin endpoint
   * @param pid of its process, if that is on this machine
   */
  record PollTarget(String name, URI url, OptionalLong pid) {
    boolean hasEnded() {
      return pid.isPresent()
          && ProcessHandle.of(pid.getAsLong()).filter(ProcessHandle::isAlive).isEmpty();
    }
  }

  StatusPoller(List<PollTarget> targets) {
    this.targets = List.copyOf(targets);
  }

  /** One reply for each target, in their order; never fails. */
  List<PollResult> poll() {
    List<CompletableFuture<PollResult>> asked = targets.stream().map(this::poll).toList();
    return asked.stream().map(CompletableFuture::join).toList();
  }

  private CompletableFuture<PollResult> poll(PollTarget target) {
    HttpRequest request =
        HttpRequest.newBuilder(target.url().resolve("/status")).timeout(TIMEOUT).build();
    return client
        .sendAsync(request, BodyHandlers.ofString())
        .thenApply(answer -> read(target, answer))
        .exceptionally(e -> failed(target, e));
  }

  private static PollResult failed(PollTarget target, Throwable failure) {
    return target.hasEnded()
        ? PollResult.dead(target.name(), target.url(), target.pid().getAsLong())
        : PollResult.unreachable(target.name(), target.url(), errorText(failure));
  }

  private static PollResult read(PollTarget target, HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      return PollResult.unreachable(target.name(), target.url(), "HTTP " + answer.statusCode());
    }
    return PollResult.answered(target.name(), target.url(), StatusReader.read(answer.body()));
  }

  private static String errorText(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return switch (cause) {
      case HttpTimeoutException e -> "no reply within " + TIMEOUT.toSeconds() + " s";
      case ConnectException e -> "connection refused";
      case IllegalArgumentException e -> String.valueOf(e.getMessage());
      default -> String.valueOf(cause.getMessage());
    };
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
