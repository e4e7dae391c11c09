package org.medchain.baseline.run;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.AttackOutcome;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordSystem;
import org.medchain.baseline.SystemKind;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.CellTable;

/** Carries out attacks, each on a fresh system that keeps records of a day (BASE-4, BASE-5). */
record AttackRun(SystemStarter starter) {
  /** Of each system. */
  static final int RECORDS = 20;

  private static final int CLIENTS = 4;
  private static final double NS_PER_MS = 1e6;
  private static final OperatingSystemMXBean OWN =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** Carries out attacks on all systems, and returns the exit code. */
  int all(BaselineOptions options, List<AttackKind> attacks)
      throws UserInputException, IOException, InterruptedException {
    AttackMatrix matrix = new AttackMatrix();
    List<String> broken = new ArrayList<>();
    options.progress.begin("attacks", options.systems().size() * attacks.size());
    for (SystemKind system : options.systems()) {
      for (AttackKind attack : attacks) {
        try {
          matrix.cells().add(cell(system, attack, line -> matrix.log(system, attack, line)));
        } catch (IOException e) {
          String words = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
          broken.add(system + ", " + attack + " broke: " + words);
        }
        options.progress.step();
        // An interrupted run has what it has done.
        matrix.write(options.out);
      }
    }
    broken.addAll(matrix.differences());
    options.print(
        CellTable.of(MatrixCell.COLUMNS, matrix.cells(), 2),
        List.of(matrix.table(AttackKind::key)));
    broken.forEach(each -> options.progress.printLine("not as expected: " + each));
    return broken.isEmpty() ? 0 : 1;
  }

  /** What an attack came to. */
  MatrixCell cell(SystemKind kind, AttackKind attack, AttackLog log)
      throws UserInputException, IOException, InterruptedException {
    try (StartedSystem started = starter.start(kind, 0)) {
      RecordSystem system = started.system();
      List<RecordEntry> put = started.fill(CLIENTS, RECORDS, 2);
      log.line(put.size() + " records are put, every other one is granted to its reader");
      double cpuMs = system.cpuMs();
      double ownMs = ownCpuMs();
      long bytes = system.diskBytes();
      long beganNs = System.nanoTime();
      AttackOutcome outcome = system.suffer(attack, put, log);
      double latencyMs = (System.nanoTime() - beganNs) / NS_PER_MS;
      // What a process used that the attack ended went with it.
      double grownMs = Math.max(0, system.cpuMs() - cpuMs) + ownCpuMs() - ownMs;
      MatrixCell cell =
          new MatrixCell(kind, attack, outcome, grownMs, system.diskBytes() - bytes, latencyMs);
      log.line("it came to: " + cell.words() + "; " + outcome.told());
      return cell;
    }
  }

  /** Processor time of this process, which is the client and makes the checks. */
  static double ownCpuMs() {
    return OWN.getProcessCpuTime() / NS_PER_MS;
  }
}
