package org.medchain.node.agency;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.node.admission.CallKind;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RpcClient;

/**
 * Measures the way to each agency now and then, and has the nearest take this client on (AGENCY-5).
 * Everything happens on one thread, which the {@link ClientRequestRouter} is used by as well.
 *
 * @param thread the caller stops it, which ends the measurements
 * @param nowNs a clock that never goes back
 */
public record AgencyLatencyProbe(
    NearestAgencySelector nearest,
    ClientRequestRouter route,
    RpcClient asker,
    ScheduledExecutorService thread,
    LongSupplier nowNs) {
  /**
   * Begins to measure, for as long as the thread runs.
   *
   * @param everyMs pause between two measurements in milliseconds
   */
  public void start(long everyMs) {
    var unused = thread.scheduleWithFixedDelay(this::probeAll, 0, everyMs, TimeUnit.MILLISECONDS);
  }

  /** Measures once. On the thread. */
  void probeAll() {
    List<PublicKey> agencies =
        asker.peers().stream().filter(peer -> peer.role().isNode()).map(Peer::key).toList();
    nearest.connected(agencies, nowNs.getAsLong());
    for (PublicKey agency : agencies) {
      // An agency that lost its clients in a restart gets them again.
      boolean own = route.agency().equals(Optional.of(agency));
      probe(agency, own ? ServedClientRegistry.REGISTER : ServedClientRegistry.PING);
    }
    switchToNearest();
  }

  private void probe(PublicKey agency, Bytes question) {
    long askedNs = nowNs.getAsLong();
    call(agency, question, (answered, endNs) -> probeEnded(agency, answered, endNs - askedNs));
  }

  /** {@code then} gets, on the thread, whether it was answered, and when the call ended. */
  private void call(PublicKey agency, Bytes question, ObjLongConsumer<Boolean> then) {
    var unused =
        asker
            .call(agency, CallKind.SERVE.method(), question)
            .whenComplete(
                (answer, failure) -> {
                  long endNs = nowNs.getAsLong();
                  thread.execute(() -> then.accept(failure == null, endNs));
                });
  }

  private void probeEnded(PublicKey agency, boolean answered, long tookNs) {
    if (answered) {
      nearest.measured(agency, tookNs, nowNs.getAsLong());
    } else {
      route.suspectAgency(agency);
    }
    switchToNearest();
  }

  /** Goes over to the agency that is the nearest now, when that has agreed. */
  private void switchToNearest() {
    Optional<PublicKey> wanted = nearest.current();
    if (wanted.isEmpty() || wanted.equals(route.agency())) {
      return;
    }
    PublicKey agency = wanted.get();
    call(
        agency,
        ServedClientRegistry.REGISTER,
        (answered, endNs) -> {
          if (!answered) {
            route.suspectAgency(agency);
          } else if (nearest.current().equals(wanted)) {
            switchAgency(agency);
          }
        });
  }

  private void switchAgency(PublicKey agency) {
    Optional<PublicKey> before = route.agency();
    route.agencyAccepted(agency);
    if (before.isPresent() && !before.get().equals(agency)) {
      call(before.get(), ServedClientRegistry.UNREGISTER, (answered, endNs) -> {});
    }
  }
}
