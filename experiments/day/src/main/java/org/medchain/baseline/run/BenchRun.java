package org.medchain.baseline.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.medchain.baseline.RecordSystem;
import org.medchain.baseline.SystemKind;
import org.medchain.baseline.chain.PowRecords;
import org.medchain.baseline.run.BenchClients.Measured;
import org.medchain.baseline.run.SystemStarter.StartedSystem;
import org.medchain.experiments.config.UserInputException;

/**
 * One system for one round: a fresh one that is warmed, then each operation in a closed loop and in
 * an open one at half of its rate (BASE-9).
 *
 * @param seconds of each loop
 * @param warmS of requests that are not counted
 */
record BenchRun(
    SystemStarter starter, DayRecords records, int clients, double seconds, double warmS) {
  /** Records that are there before anything is measured. */
  private static final int READY = 40;

  /** Virtual seconds for one: a request of proof of work takes minutes. */
  private static final double VIRTUAL_S = 600;

  private static final double US_PER_MS = 1e3;

  /**
   * What is measured: a system, or one whose standby is at a distance.
   *
   * @param roundTripMs to the standby
   */
  record BenchSubject(SystemKind kind, double roundTripMs) {
    /** Distances of a second site: in town, in the country, on the continent. */
    private static final List<Double> ROUND_TRIPS_MS = List.of(1.0, 10.0, 50.0);

    /** Those of a list of systems. */
    static List<BenchSubject> of(List<SystemKind> systems) {
      List<BenchSubject> all = new ArrayList<>();
      for (SystemKind each : systems) {
        all.add(new BenchSubject(each, 0));
        if (each == SystemKind.REPLICATED) {
          ROUND_TRIPS_MS.forEach(ms -> all.add(new BenchSubject(each, ms)));
        }
      }
      return all;
    }

    /** In tables. */
    String name() {
      return roundTripMs > 0
          ? String.format(Locale.ROOT, "%s-%.0fms", kind.key(), roundTripMs)
          : kind.key();
    }
  }

  /** Measures it. */
  List<BenchRow> round(int round, BenchSubject subject)
      throws UserInputException, IOException, InterruptedException {
    List<BenchRow> rows = new ArrayList<>();
    try (StartedSystem started = starter.start(subject.kind(), subject.roundTripMs())) {
      RecordSystem system = started.system();
      boolean simulated = system instanceof PowRecords;
      LongSupplier clock = system instanceof PowRecords pow ? pow::virtualNs : System::nanoTime;
      double loopS = simulated ? seconds * VIRTUAL_S : seconds;
      BenchClients all = new BenchClients(system, records, clients, clock);
      all.prepare(READY);
      Measured unused = all.closed(BenchOperation.VISIT, simulated ? 0 : warmS);
      for (BenchOperation operation : BenchOperation.values()) {
        double cpuMs = system.cpuMs() + AttackRun.ownCpuMs();
        long bytes = system.diskBytes();
        Measured closed = all.closed(operation, loopS);
        double usedMs = system.cpuMs() + AttackRun.ownCpuMs() - cpuMs;
        double grown = system.diskBytes() - bytes;
        long answered = closed.latencyUs().getTotalCount();
        double rate = answered / closed.seconds();
        // No client can wait for a moment of virtual time.
        Measured open = simulated ? closed : all.open(operation, rate / 2, seconds);
        String time = simulated ? "virtual" : "wall";
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(BenchRow.THROUGHPUT, rate);
        figures.put(BenchRow.P50, percentileMs(open, 50));
        figures.put(BenchRow.P99, percentileMs(open, 99));
        figures.put(BenchRow.CPU, usedMs / answered);
        figures.put(BenchRow.BYTES, grown / answered);
        figures.put(BenchRow.FAILED, (double) closed.failed() + open.failed());
        figures.forEach(
            (figure, value) ->
                rows.add(new BenchRow(round, subject.name(), operation, figure, time, value)));
      }
    }
    return rows;
  }

  private static double percentileMs(Measured measured, double percent) {
    return measured.latencyUs().getValueAtPercentile(percent) / US_PER_MS;
  }

  /** The same in another order in each round: none always follows the same one. */
  static List<BenchSubject> order(List<BenchSubject> subjects, int round) {
    List<BenchSubject> order = new ArrayList<>(subjects);
    Collections.rotate(order, round);
    return order;
  }
}
