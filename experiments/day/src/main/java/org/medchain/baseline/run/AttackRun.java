package org.medchain.baseline.run;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.AttackOutcome;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordSystem;
import org.medchain.baseline.SystemKind;
import org.medchain.baseline.run.SystemStarter.StartedSystem;
import org.medchain.experiments.config.UserInputException;

/** Carries out one attack on a fresh system that keeps records of a day (BASE-4, BASE-5). */
record AttackRun(SystemStarter starter, DayRecords records) {
  private static final int CLIENTS = 4;
  private static final double NS_PER_MS = 1e6;
  private static final OperatingSystemMXBean OWN =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** What it came to. */
  MatrixCell cell(SystemKind kind, AttackKind attack, AttackLog log)
      throws UserInputException, IOException, InterruptedException {
    try (StartedSystem started = starter.start(kind, 0)) {
      RecordSystem system = started.system();
      List<RecordEntry> put = put(system);
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

  /** All records of the day, put by several people at a time. */
  private List<RecordEntry> put(RecordSystem system) throws IOException, InterruptedException {
    List<RecordEntry> put = IntStream.range(0, records.count()).mapToObj(records::entry).toList();
    AtomicInteger next = new AtomicInteger();
    ClientPool.run(
        CLIENTS,
        () -> {
          for (int number; (number = next.getAndIncrement()) < put.size(); ) {
            system.put(put.get(number));
            if (number % 2 == 0) {
              system.grant(put.get(number).id(), records.reader(number));
            }
          }
        });
    return put;
  }

  /** Processor time of this process, which is the client and makes the checks. */
  static double ownCpuMs() {
    return OWN.getProcessCpuTime() / NS_PER_MS;
  }
}
