package org.medchain.node.agency;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.data.PublicKey;

/**
 * Selects the nearest agency (paper §3.1, §4: the nearest aggregation agency; AGENCY-5; decision
 * 0160): the one with the shortest round trip, smoothed; another takes its place only if it is
 * clearly nearer, or when it is gone or does not deliver. It has no clock and no connection.
 */
public final class NearestAgencySelector {
  /** A new round trip counts for an eighth, as in TCP (RFC 6298, §2). */
  private static final int SMOOTHING = 8;

  private static final class AgencyLatency {
    long smoothedNs = -1;
    int samples;
    long retryAtNs = Long.MIN_VALUE;

    void sample(long roundTripNs) {
      smoothedNs =
          smoothedNs < 0 ? roundTripNs : smoothedNs + (roundTripNs - smoothedNs) / SMOOTHING;
      samples++;
    }
  }

  /**
   * When another agency is chosen.
   *
   * @param minSamples round trips that must have been measured before it takes another's place, 1
   *     or more
   * @param marginNs how much nearer it must be at least, in nanoseconds, 0 or more
   * @param marginPercent how much nearer it must be besides, of the present one's round trip, 0 to
   *     99
   * @param failureBackoffNs how long one that failed is not chosen, in nanoseconds, 1 or more
   */
  public record SelectionSettings(
      int minSamples, long marginNs, int marginPercent, long failureBackoffNs) {
    /** 3 measurements, 1 ms and 20 % nearer, 10 s of rest. */
    public static final SelectionSettings DEFAULT =
        new SelectionSettings(3, 1_000_000, 20, 10_000_000_000L);
  }

  private final SelectionSettings settings;
  private final Map<PublicKey, AgencyLatency> agencies = new TreeMap<>();
  private Optional<PublicKey> current = Optional.empty();

  /** No agency is known. */
  public NearestAgencySelector(SelectionSettings settings) {
    this.settings = settings;
  }

  /** The agency to ask now; empty if no working agency is known. */
  public Optional<PublicKey> current() {
    return current;
  }

  /** The smoothed round trip to an agency in nanoseconds, if it was measured. */
  public Optional<Long> roundTripNs(PublicKey agency) {
    return Optional.ofNullable(agencies.get(agency))
        .map(each -> each.smoothedNs)
        .filter(known -> known >= 0);
  }

  /** These are connected now, and no others. */
  public void connected(Collection<PublicKey> now, long nowNs) {
    agencies.keySet().retainAll(now);
    for (PublicKey agency : now) {
      agencies.computeIfAbsent(agency, key -> new AgencyLatency());
    }
    choose(nowNs);
  }

  /** An agency answered after so long. */
  public void measured(PublicKey agency, long roundTripNs, long nowNs) {
    AgencyLatency known = agencies.get(agency);
    if (known != null) {
      known.sample(Math.max(0, roundTripNs));
      choose(nowNs);
    }
  }

  /** An agency did not answer, or what it was given came to nothing: another one for a while. */
  public void failed(PublicKey agency, long nowNs) {
    AgencyLatency known = agencies.get(agency);
    if (known != null) {
      known.retryAtNs = nowNs + settings.failureBackoffNs();
      known.samples = 0;
      choose(nowNs);
    }
  }

  private void choose(long nowNs) {
    Optional<PublicKey> best =
        agencies.entrySet().stream()
            .filter(each -> isUsable(each.getValue(), nowNs))
            .min(Comparator.comparingLong(each -> each.getValue().smoothedNs))
            .map(Map.Entry::getKey);
    AgencyLatency now = current.map(agencies::get).orElse(null);
    boolean stays =
        now != null
            && isUsable(now, nowNs)
            && (best.isEmpty() || !isClearlyNearer(agencies.get(best.get()), now));
    if (!stays) {
      current = best;
    }
  }

  private static boolean isUsable(AgencyLatency agency, long nowNs) {
    return agency.smoothedNs >= 0 && agency.samples > 0 && nowNs >= agency.retryAtNs;
  }

  private boolean isClearlyNearer(AgencyLatency other, AgencyLatency now) {
    long gain = now.smoothedNs - other.smoothedNs;
    return other.samples >= settings.minSamples()
        && gain > settings.marginNs()
        && gain > now.smoothedNs / 100 * settings.marginPercent();
  }
}
