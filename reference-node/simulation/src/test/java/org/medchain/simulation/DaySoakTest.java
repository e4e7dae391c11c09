package org.medchain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.SymbolicSignatures;
import org.medchain.simulation.observe.SimulationObserver;
import org.medchain.simulation.observe.SimulationReport;

/** SIM-32: a day with an outage an hour: the last hours' memory and latency are the first's. */
@Tag("soak")
class DaySoakTest {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long HOUR_NS = 3600 * SECOND_NS;
  private static final int HOURS = 24;
  private static final int NODES = 4;
  private static final int CLIENTS = 4;

  /** How much the heap of an hour may differ from that of another, both after a collection. */
  private static final double SWING = 1.15;

  private static final long CONSTANT_BYTES = 8L << 20;

  @Test
  void aDayLeaksNothing() {
    EndToEndRun run = EndToEndRun.pbft(new SymbolicSignatures(), NODES, CLIENTS);
    Hours hours = new Hours();
    SimulationReport report =
        new Simulation(
                run.pbftCluster(20),
                EndToEndRun.environment(24, MiningModel.NONE, new FaultPlan(outages())),
                run.closedOpaque(1, HOURS * HOUR_NS),
                hours)
            .run((HOURS + 1) * HOUR_NS);
    hours.print();
    assertThat(report.drained()).isTrue();
    assertThat(report.accepted()).isEqualTo(report.submitted()).isGreaterThan(200_000);
    assertThat(report.recoveries().restarts()).isEqualTo(HOURS);
    for (int hour = 2; hour < HOURS; hour++) {
      assertThat((double) hours.heap.get(hour))
          .as("heap in bytes in hour %d", hour)
          .isLessThanOrEqualTo(SWING * hours.heap.get(1) + CONSTANT_BYTES);
      assertThat(hours.latency.get(hour).getValueAtPercentile(50))
          .as("median latency in us in hour %d", hour)
          .isBetween(
              hours.latency.get(1).getValueAtPercentile(50) * 9 / 10,
              hours.latency.get(1).getValueAtPercentile(50) * 11 / 10);
    }
  }

  private static List<Fault> outages() {
    List<Fault> faults = new ArrayList<>();
    for (int hour = 0; hour < HOURS; hour++) {
      long fromNs = hour * HOUR_NS + HOUR_NS / 2;
      faults.add(
          new Fault.Restart(List.of(hour % NODES), fromNs / 1e9, (fromNs + 60 * SECOND_NS) / 1e9));
    }
    return faults;
  }

  private static final class Hours implements SimulationObserver {
    final List<Histogram> latency = new ArrayList<>();
    final List<Long> heap = new ArrayList<>();

    @Override
    public void accepted(
        int client, RequestId request, long height, Receipt receipt, long intendedNs, long atNs) {
      int hour = (int) (atNs / HOUR_NS);
      while (latency.size() <= hour) {
        latency.add(new Histogram(3));
        heap.add(usedAfterCollection());
      }
      latency.get(hour).recordValue((atNs - intendedNs) / 1000);
    }

    private static long usedAfterCollection() {
      System.gc();
      return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    void print() {
      for (int hour = 0; hour < heap.size(); hour++) {
        Histogram each = latency.get(hour);
        System.out.printf(
            Locale.ROOT,
            "hour %d: %d accepted, p50 %d us, p99 %d us, max %d us, heap %d KiB%n",
            hour,
            each.getTotalCount(),
            each.getValueAtPercentile(50),
            each.getValueAtPercentile(99),
            each.getMaxValue(),
            heap.get(hour) / 1024);
      }
    }
  }
}
