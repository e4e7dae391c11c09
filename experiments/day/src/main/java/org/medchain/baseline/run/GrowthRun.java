package org.medchain.baseline.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.AttackOutcome;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordSystem;
import org.medchain.baseline.SystemKind;
import org.medchain.baseline.chain.PbftRecords;
import org.medchain.baseline.postgres.FederatedSystem;
import org.medchain.baseline.postgres.HospitalSystem;
import org.medchain.baseline.postgres.ReplicatedSystem;
import org.medchain.baseline.run.StartedSystem.BenchOperation;
import org.medchain.baseline.run.StartedSystem.Measured;
import org.medchain.baseline.witnessed.WitnessedSystem;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.member.StoreBackup;
import org.medchain.day.load.FurtherNode;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.CellTable;
import org.medchain.experiments.results.CsvTable;

/**
 * What each system needs in the long run (BASE-11). Databases write their log in segments of 16
 * MiB, so that bytes are taken over as many records as fit a time.
 *
 * @param seconds of puts
 * @param rows system, figure, value, unit, command
 */
record GrowthRun(SystemStarter starter, double seconds, List<List<String>> rows) {
  private static final List<String> HEADS = List.of("system", "figure", "value", "unit", "command");

  /** Records that are read before and after a failure. */
  private static final int SAMPLE_RECORDS = 20;

  private static final int CLIENTS = 8;
  private static final int DAYS_A_YEAR = 365;
  private static final double BYTES_PER_GB = 1e9;
  private static final double NS_PER_S = 1e9;
  private static final double MS_PER_S = 1e3;

  /** A step of an operator. */
  @FunctionalInterface
  private interface OperatorStep {
    void run() throws UserInputException, IOException, InterruptedException;
  }

  GrowthRun(SystemStarter starter, double seconds) {
    this(starter, seconds, new ArrayList<>());
  }

  /** Measures them, and returns the exit code. */
  int all(BaselineOptions options) throws UserInputException, IOException, InterruptedException {
    options.progress.begin("systems", options.systems().size());
    for (SystemKind each : options.systems()) {
      measure(each);
      CsvTable.write(options.out.resolve("growth.csv"), HEADS, rows);
      options.progress.step();
    }
    CellTable all = new CellTable(HEADS, rows, 2);
    options.print(all, List.of(all));
    return 0;
  }

  private void measure(SystemKind kind)
      throws UserInputException, IOException, InterruptedException {
    try (StartedSystem started = starter.start(kind, 0)) {
      RecordSystem system = started.system();
      List<RecordEntry> sample = started.fill(CLIENTS, SAMPLE_RECORDS, 1);
      long before = system.diskBytes();
      Measured measured = started.measure(CLIENTS, BenchOperation.PUT, seconds, 0);
      long put = measured.latencyUs().getTotalCount();
      double each = (double) (system.diskBytes() - before) / put;
      add(kind, "records", (double) (SAMPLE_RECORDS + put), "records");
      add(kind, "record_on_all_nodes", each, "bytes");
      add(kind, "record_and_node", each / nodes(kind), "bytes");
      for (int daily : List.of(10, 100, 1000)) {
        double gb = each * daily * DAYS_A_YEAR / BYTES_PER_GB;
        add(kind, "year_at_" + daily + "_a_day", gb, "GB");
      }
      upkeep(kind, started, system);
      long beganNs = System.nanoTime();
      AttackOutcome restored = system.suffer(AttackKind.DISK_DIES, sample, line -> {});
      add(kind, "restore", (System.nanoTime() - beganNs) / NS_PER_S, "s");
      add(kind, "restore_steps", restored.steps(), "commands");
    }
    MatrixCell erased = new AttackRun(starter).cell(kind, AttackKind.ERASURE, line -> {});
    add(kind, "erase", erased.latencyMs() / MS_PER_S, "s");
    add(kind, "erase_cpu", erased.cpuMs(), "ms");
    add(kind, "erase_steps", erased.outcome().steps(), "commands");
  }

  /** Sites that keep records. */
  private static int nodes(SystemKind kind) {
    return switch (kind) {
      case HOSPITAL -> 1;
      case REPLICATED, WITNESSED -> 2;
      case FEDERATED, PBFT, POW -> 4;
    };
  }

  /**
   * What an operator does from time to time: a backup of one node, the nightly one of a database, a
   * stopped node's copy of a chain; another site that joins, a standby by a base backup, a member
   * of a chain. What a system has no way to do has no row: simulated miners have no disks, and a
   * further hospital's database has no part of the others' records.
   */
  private void upkeep(SystemKind kind, StartedSystem started, RecordSystem system)
      throws UserInputException, IOException, InterruptedException {
    switch (system) {
      case WitnessedSystem logged -> upkeep(kind, started, logged.database());
      case ReplicatedSystem two -> {
        timed(kind, "backup", two.server()::backUp);
        timed(kind, "join", two::rebuild);
      }
      case HospitalSystem one -> timed(kind, "backup", one.server()::backUp);
      // The first server is the index.
      case FederatedSystem all -> timed(kind, "backup", all.servers().get(1)::backUp);
      case PbftRecords unused -> {
        ClusterFolder cluster = ClusterFolder.existing(started.place().resolve("cluster"));
        Path copy = started.place().resolve("backup");
        timed(kind, "backup", () -> StoreBackup.backup(cluster, "n3", copy, line -> {}));
        add(kind, "join", FurtherNode.joinSeconds(cluster), "s");
      }
      default -> {}
    }
  }

  private void timed(SystemKind kind, String figure, OperatorStep step)
      throws UserInputException, IOException, InterruptedException {
    long beganNs = System.nanoTime();
    step.run();
    add(kind, figure, (System.nanoTime() - beganNs) / NS_PER_S, "s");
  }

  private void add(SystemKind kind, String figure, double value, String unit) {
    String number = String.format(Locale.ROOT, value < 1000 ? "%.3f" : "%.0f", value);
    String command = "medchain baselines growth --system " + kind;
    rows.add(List.of(kind.key(), figure, number, unit, command));
  }
}
