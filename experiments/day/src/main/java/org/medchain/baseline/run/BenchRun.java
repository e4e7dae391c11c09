package org.medchain.baseline.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordSystem;
import org.medchain.baseline.SystemKind;
import org.medchain.baseline.run.BenchTables.BenchPlace;
import org.medchain.baseline.run.StartedSystem.BenchOperation;
import org.medchain.baseline.run.StartedSystem.Measured;
import org.medchain.experiments.config.UserInputException;

/**
 * Rounds of all systems, each a fresh one that is warmed, then each operation in a closed loop and
 * in an open one at half of its rate (BASE-9).
 *
 * @param seconds of each loop
 * @param warmS of requests that are not counted
 */
record BenchRun(SystemStarter starter, int clients, double seconds, double warmS) {
  /** Records that are there before anything is measured. */
  private static final int READY = 40;

  /** Virtual seconds for one: a request of proof of work takes minutes. */
  private static final double VIRTUAL_S = 600;

  private static final double US_PER_MS = 1e3;

  /** Round trips to a second site in ms: at hand, in town, in the country, on the continent. */
  private static final List<Integer> ROUND_TRIPS_MS = List.of(0, 1, 10, 50);

  /** What is measured: a system, or one whose standby is at a distance. */
  record BenchSubject(SystemKind kind, int roundTripMs) {
    /** Those of a list of systems. */
    static List<BenchSubject> of(List<SystemKind> systems) {
      return systems.stream()
          .flatMap(kind -> ROUND_TRIPS_MS.stream().map(ms -> new BenchSubject(kind, ms)))
          .filter(each -> each.roundTripMs == 0 || each.kind == SystemKind.REPLICATED)
          .toList();
    }

    /** In tables. */
    String name() {
      return roundTripMs > 0 ? kind + "-" + roundTripMs + "ms" : kind.key();
    }
  }

  /** Measures them, and returns the exit code. */
  int all(BaselineOptions options, int repeats)
      throws UserInputException, IOException, InterruptedException {
    List<BenchSubject> subjects = BenchSubject.of(options.systems());
    BenchTables tables = new BenchTables();
    options.progress.begin("systems of " + repeats + " rounds", repeats * subjects.size());
    for (int round = 1; round <= repeats; round++) {
      for (BenchSubject each : order(subjects, round)) {
        measure(round, each, tables);
        options.progress.step();
      }
      // An interrupted run has its whole rounds.
      tables.write(options.out);
    }
    options.print(tables.rounds(), List.of(tables.means(), tables.ratios()));
    return 0;
  }

  private void measure(int round, BenchSubject subject, BenchTables tables)
      throws UserInputException, IOException, InterruptedException {
    try (StartedSystem started = starter.start(subject.kind(), subject.roundTripMs())) {
      RecordSystem system = started.system();
      boolean virtual = started.isSimulated();
      List<RecordEntry> unused = started.fill(clients, READY, 1);
      Measured unusedWarm = started.measure(clients, BenchOperation.VISIT, virtual ? 0 : warmS, 0);
      for (BenchOperation operation : BenchOperation.values()) {
        double cpuMs = system.cpuMs() + AttackRun.ownCpuMs();
        long bytes = system.diskBytes();
        double loopS = virtual ? seconds * VIRTUAL_S : seconds;
        Measured closed = started.measure(clients, operation, loopS, 0);
        double answered = closed.latencyUs().getTotalCount();
        double usedMs = system.cpuMs() + AttackRun.ownCpuMs() - cpuMs;
        long grown = system.diskBytes() - bytes;
        double rate = answered / closed.seconds();
        double half = Math.max(rate / 2, 1 / seconds);
        // No client can wait for a moment of virtual time.
        Measured open = virtual ? closed : started.measure(clients, operation, seconds, half);
        BenchPlace at = new BenchPlace(round, subject.name(), operation, virtual);
        tables.add(at, "throughput_per_s", rate);
        tables.add(at, "p50_ms", open.latencyUs().getValueAtPercentile(50) / US_PER_MS);
        tables.add(at, "p99_ms", open.latencyUs().getValueAtPercentile(99) / US_PER_MS);
        tables.add(at, "cpu_ms_a_request", usedMs / answered);
        tables.add(at, "bytes_a_request", grown / answered);
        tables.add(at, BenchTables.FAILED, (double) closed.failed() + open.failed());
      }
    }
  }

  /** The same in another order in each round: none always follows the same one. */
  static List<BenchSubject> order(List<BenchSubject> subjects, int round) {
    List<BenchSubject> order = new ArrayList<>(subjects);
    Collections.rotate(order, round);
    return order;
  }
}
