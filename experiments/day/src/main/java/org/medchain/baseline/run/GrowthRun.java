package org.medchain.baseline.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordSystem;
import org.medchain.baseline.SystemKind;
import org.medchain.baseline.run.BenchClients.Measured;
import org.medchain.baseline.run.SystemStarter.StartedSystem;
import org.medchain.experiments.config.UserInputException;

/**
 * What one system needs in the long run (BASE-11). Databases write their log in segments of 16 MiB,
 * so that bytes are taken over as many records as fit a time.
 *
 * @param clients that put at a time
 * @param seconds of puts
 */
record GrowthRun(SystemStarter starter, DayRecords records, int clients, double seconds) {
  /** Records that are read before and after a failure. */
  private static final int SAMPLE_RECORDS = 20;

  private static final int DAYS_A_YEAR = 365;
  private static final double BYTES_PER_GB = 1e9;
  private static final double MS_PER_S = 1e3;
  private static final List<Integer> RECORDS_A_DAY = List.of(10, 100, 1000);

  /** Measures it. */
  List<GrowthRow> of(SystemKind kind) throws UserInputException, IOException, InterruptedException {
    List<GrowthRow> rows = new ArrayList<>();
    try (StartedSystem started = starter.start(kind, 0)) {
      RecordSystem system = started.system();
      BenchClients all = new BenchClients(system, records, clients, System::nanoTime);
      all.prepare(SAMPLE_RECORDS);
      long before = system.diskBytes();
      Measured put = all.closed(BenchOperation.PUT, seconds);
      long answered = put.latencyUs().getTotalCount();
      double each = (double) (system.diskBytes() - before) / answered;
      add(rows, kind, "records", (double) (SAMPLE_RECORDS + answered), "records");
      add(rows, kind, "record_on_all_nodes", each, "bytes");
      add(rows, kind, "record_and_node", each / SystemUpkeep.nodes(kind), "bytes");
      for (int daily : RECORDS_A_DAY) {
        double gb = each * daily * DAYS_A_YEAR / BYTES_PER_GB;
        add(rows, kind, "year_at_" + daily + "_a_day", gb, "GB");
      }
      SystemUpkeep upkeep = new SystemUpkeep(started);
      add(rows, kind, "backup", upkeep.backupS());
      add(rows, kind, "join", upkeep.joinS());
      List<RecordEntry> looked =
          IntStream.range(0, SAMPLE_RECORDS).mapToObj(records::entry).toList();
      long beganNs = System.nanoTime();
      int steps = system.suffer(AttackKind.DISK_DIES, looked, line -> {}).steps();
      add(rows, kind, "restore", (System.nanoTime() - beganNs) / 1e9, "s");
      add(rows, kind, "restore_steps", steps, "commands");
    }
    MatrixCell erased =
        new AttackRun(starter, records.first(SAMPLE_RECORDS))
            .cell(kind, AttackKind.ERASURE, line -> {});
    add(rows, kind, "erase", erased.latencyMs() / MS_PER_S, "s");
    add(rows, kind, "erase_cpu", erased.cpuMs(), "ms");
    add(rows, kind, "erase_steps", erased.outcome().steps(), "commands");
    return rows;
  }

  /** What a system has no way to do has no row. */
  private void add(List<GrowthRow> rows, SystemKind kind, String figure, OptionalDouble seconds) {
    seconds.ifPresent(each -> add(rows, kind, figure, each, "s"));
  }

  private void add(
      List<GrowthRow> rows, SystemKind kind, String figure, double value, String unit) {
    String command = "medchain baselines growth --system " + kind.key();
    rows.add(new GrowthRow(kind, figure, value, unit, command));
  }
}
