package org.medchain.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts by kind and outcome; for any thread. */
final class HostileTable {
  private record Cell(HostileKind kind, HostileOutcome outcome) {}

  private final Map<Cell, LongAdder> counts = new ConcurrentHashMap<>();

  void count(HostileKind kind, HostileOutcome outcome) {
    counts.computeIfAbsent(new Cell(kind, outcome), cell -> new LongAdder()).increment();
  }

  long of(HostileKind kind, HostileOutcome outcome) {
    LongAdder count = counts.get(new Cell(kind, outcome));
    return count == null ? 0 : count.sum();
  }

  long total(HostileOutcome outcome) {
    return Arrays.stream(HostileKind.values()).mapToLong(kind -> of(kind, outcome)).sum();
  }

  /** All that was sent or would have been. */
  long attempted(HostileKind kind) {
    return of(kind, HostileOutcome.SENT) + of(kind, HostileOutcome.NO_LINK);
  }

  /** Over an open link and never an input: by its role, as not needed, or for want of room. */
  private long dropped(HostileKind kind) {
    long seen =
        of(kind, HostileOutcome.REFUSED_BY_FORM)
            + of(kind, HostileOutcome.REFUSED_BY_SIGNATURE)
            + of(kind, HostileOutcome.REFUSED_BY_REPLICA)
            + of(kind, HostileOutcome.TAKEN)
            + of(kind, HostileOutcome.ANSWERED)
            + of(kind, HostileOutcome.REFUSED_CALL);
    return Math.max(0, of(kind, HostileOutcome.SENT) - seen);
  }

  /** The table as comma-separated values, one line a kind. */
  String csv() {
    String head =
        Arrays.stream(HostileOutcome.values())
            .map(each -> each.name().toLowerCase(java.util.Locale.ROOT))
            .collect(Collectors.joining(","));
    return Arrays.stream(HostileKind.values())
        .map(
            kind ->
                kind.name().toLowerCase(java.util.Locale.ROOT)
                    + ","
                    + Arrays.stream(HostileOutcome.values())
                        .map(each -> Long.toString(of(kind, each)))
                        .collect(Collectors.joining(","))
                    + ","
                    + dropped(kind)
                    + "\n")
        .collect(Collectors.joining("", "kind," + head + ",dropped\n", ""));
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, csv());
  }
}
