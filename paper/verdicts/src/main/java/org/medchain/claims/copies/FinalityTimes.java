package org.medchain.claims.copies;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.simulation.observe.SimulationObserver;

/** When each request was to start and when it became final, in ns of virtual time. */
final class FinalityTimes implements SimulationObserver {
  private static final double NS_PER_S = 1e9;
  private static final double NS_PER_MS = 1e6;

  private final Map<RequestId, Long> intendedNs = new LinkedHashMap<>();
  private final Map<RequestId, Long> finalNs = new LinkedHashMap<>();

  @Override
  public void submitted(int client, RequestId request, long intended, long atNs) {
    intendedNs.put(request, intended);
  }

  @Override
  public void accepted(
      int client, RequestId request, long height, Receipt receipt, long intended, long atNs) {
    finalNs.put(request, atNs);
  }

  /**
   * Latencies of the requests that were to start in a period, in ms; infinite for those that did
   * not become final.
   */
  List<Double> latenciesMs(double fromS, double untilS) {
    List<Double> latencies = new ArrayList<>();
    intendedNs.forEach(
        (request, startNs) -> {
          double startS = startNs / NS_PER_S;
          if (startS >= fromS && startS < untilS) {
            Long endNs = finalNs.get(request);
            latencies.add(endNs == null ? Double.POSITIVE_INFINITY : (endNs - startNs) / NS_PER_MS);
          }
        });
    return latencies;
  }

  /**
   * The longest time without a request becoming final, of those that end after a moment; the one up
   * to the load's end is one, too. In s.
   *
   * @param afterS the moment
   * @param endS when the load ends
   */
  double longestGapS(double afterS, double endS) {
    double last = 0;
    double longest = 0;
    // Acceptances come in the order of their times.
    for (long atNs : finalNs.values()) {
      double atS = atNs / NS_PER_S;
      if (atS > afterS) {
        longest = Math.max(longest, atS - last);
      }
      last = atS;
    }
    return Math.max(longest, endS - last);
  }
}
