package org.medchain.cluster.top;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.medchain.cluster.local.AdminClient;

/** Queries the status of all nodes at once, with one timeout for all (OPS-10). */
final class StatusPoller implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final List<PollTarget> targets;
  private final AdminClient admin = new AdminClient(TIMEOUT);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

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
    List<CompletableFuture<PollResult>> asked =
        targets.stream().map(it -> CompletableFuture.supplyAsync(() -> poll(it), threads)).toList();
    return asked.stream().map(CompletableFuture::join).toList();
  }

  private PollResult poll(PollTarget target) {
    try {
      AdminClient.StatusReply reply = admin.reply(target.url());
      return reply.status().isPresent()
          ? PollResult.answered(target.name(), target.url(), reply.status().get())
          : target.hasEnded()
              ? PollResult.dead(target.name(), target.url(), target.pid().getAsLong())
              : PollResult.unreachable(target.name(), target.url(), reply.error());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return PollResult.unreachable(target.name(), target.url(), "interrupted");
    }
  }

  @Override
  public void close() {
    admin.close();
    threads.shutdownNow();
  }
}
