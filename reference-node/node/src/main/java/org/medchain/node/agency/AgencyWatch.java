package org.medchain.node.agency;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.Asker;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;

/**
 * Measures the way to each agency now and then, and has the nearest take this client on (AGENCY-5).
 * Everything happens on one thread, which the {@link AgencyRoute} is used by as well.
 */
public final class AgencyWatch implements AutoCloseable {
  private static final Set<PeerRole> AGENCIES =
      Set.of(PeerRole.CONSENSUS_NODE, PeerRole.FOLLOWING_NODE);

  private final NearestAgency nearest;
  private final AgencyRoute route;
  private final Asker asker;
  private final ScheduledExecutorService thread;
  private final LongSupplier nowNs;
  private Optional<Future<?>> ticks = Optional.empty();

  /**
   * A watch that has not begun.
   *
   * @param thread stays the caller's to stop
   * @param nowNs a clock that never goes back
   */
  public AgencyWatch(
      NearestAgency nearest,
      AgencyRoute route,
      Asker asker,
      ScheduledExecutorService thread,
      LongSupplier nowNs) {
    this.nearest = nearest;
    this.route = route;
    this.asker = asker;
    this.thread = thread;
    this.nowNs = nowNs;
  }

  /**
   * Begins to measure.
   *
   * @param everyMs pause between two measurements in milliseconds
   */
  public void start(long everyMs) {
    ticks =
        Optional.of(thread.scheduleWithFixedDelay(this::tick, 0, everyMs, TimeUnit.MILLISECONDS));
  }

  /** Measures once. On the thread. */
  void tick() {
    List<PublicKey> agencies =
        asker.peers().stream()
            .filter(peer -> AGENCIES.contains(peer.role()))
            .map(Peer::key)
            .toList();
    nearest.connected(agencies, nowNs.getAsLong());
    for (PublicKey agency : agencies) {
      // An agency that forgot its clients when it began anew is told again.
      boolean own = route.agency().equals(Optional.of(agency));
      ask(agency, own ? ServedClients.SERVE_ME : ServedClients.PING);
    }
    settle();
  }

  private void ask(PublicKey agency, Bytes question) {
    long askedNs = nowNs.getAsLong();
    var unused =
        asker
            .ask(agency, AgencyTopics.SERVE, question)
            .whenComplete(
                (answer, failure) -> {
                  long tookNs = nowNs.getAsLong() - askedNs;
                  thread.execute(() -> answered(agency, failure == null, tookNs));
                });
  }

  private void answered(PublicKey agency, boolean answered, long tookNs) {
    if (answered) {
      nearest.measured(agency, tookNs, nowNs.getAsLong());
    } else {
      route.doubt(agency);
    }
    settle();
  }

  /** Goes over to the agency that is the nearest now, when that has agreed. */
  private void settle() {
    Optional<PublicKey> wanted = nearest.current();
    if (wanted.isEmpty() || wanted.equals(route.agency())) {
      return;
    }
    PublicKey agency = wanted.get();
    var unused =
        asker
            .ask(agency, AgencyTopics.SERVE, ServedClients.SERVE_ME)
            .whenComplete(
                (answer, failure) ->
                    thread.execute(
                        () -> {
                          if (failure != null) {
                            route.doubt(agency);
                          } else if (nearest.current().equals(wanted)) {
                            change(agency);
                          }
                        }));
  }

  private void change(PublicKey agency) {
    Optional<PublicKey> before = route.agency();
    route.taken(agency);
    if (before.isPresent() && !before.get().equals(agency)) {
      var unused = asker.ask(before.get(), AgencyTopics.SERVE, ServedClients.THANK_YOU);
    }
  }

  @Override
  public void close() {
    ticks.ifPresent(
        each -> {
          boolean unused = each.cancel(false);
        });
  }
}
