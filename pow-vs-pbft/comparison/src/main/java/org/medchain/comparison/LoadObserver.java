package org.medchain.comparison;

import org.medchain.comparison.metrics.LatencyRecorder;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.simulation.observe.SimulationObserver;

/** Hands requests and their finality to the recorder, in microseconds. */
record LoadObserver(LatencyRecorder recorder) implements SimulationObserver {
  private static final long NS_PER_US = 1000;

  @Override
  public void submitted(int client, RequestId request, long intendedNs, long atNs) {
    recorder.submitted(intendedNs / NS_PER_US);
  }

  @Override
  public void accepted(
      int client, RequestId request, long height, Receipt receipt, long intendedNs, long atNs) {
    recorder.committed(intendedNs / NS_PER_US, atNs / NS_PER_US, receipt.succeeded());
  }
}
