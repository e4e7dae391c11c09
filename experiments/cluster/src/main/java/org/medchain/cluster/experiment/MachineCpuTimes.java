package org.medchain.cluster.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.medchain.comparison.metrics.MachineContention;

/**
 * How long all processors of the machine have done what, since it was started (EXP-16).
 *
 * @param allNs everything
 * @param busyNs of it, with programs
 * @param stealNs of it, taken by the hypervisor
 */
record MachineCpuTimes(long allNs, long busyNs, long stealNs) {
  /** The unit of the system's file, at any clock rate: USER_HZ is 100 everywhere. */
  private static final long TICK_NS = 10_000_000;

  /** After the first eight come times of guests, which those before contain already. */
  private static final Pattern FIRST =
      Pattern.compile("cpu +(\\d{1,15}(?: +\\d{1,15}){7})(?: .*)?");

  private static final int IDLE = 3;
  private static final int WAIT = 4;
  private static final int STEAL = 7;

  /** Of this machine; empty where the system does not report it. */
  static Optional<MachineCpuTimes> now() {
    try {
      return of(Files.readString(Path.of("/proc/stat")));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** From the text of Linux's {@code /proc/stat}; nothing if it is malformed. */
  static Optional<MachineCpuTimes> of(String text) {
    Matcher first = FIRST.matcher(text.lines().findFirst().orElse(""));
    if (!first.matches()) {
      return Optional.empty();
    }
    long[] ticks =
        Pattern.compile(" +").splitAsStream(first.group(1)).mapToLong(Long::parseLong).toArray();
    long all = LongStream.of(ticks).sum();
    long idle = ticks[IDLE] + ticks[WAIT];
    return Optional.of(
        new MachineCpuTimes(
            all * TICK_NS, (all - idle - ticks[STEAL]) * TICK_NS, ticks[STEAL] * TICK_NS));
  }

  /**
   * The load of others since then.
   *
   * @param ownNs time of the trial's own processes
   * @param compilingNs of it, their compilers
   */
  MachineContention since(MachineCpuTimes before, long ownNs, long compilingNs) {
    double all = Math.max(1, allNs - before.allNs);
    double other = Math.max(0, busyNs - before.busyNs - ownNs);
    return new MachineContention(
        Math.min(1, other / all),
        (stealNs - before.stealNs) / all,
        Math.clamp(compilingNs / all, 0, 1));
  }
}
