package org.medchain.faults.node;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What may stand in {@code faults.txt} (FN-2): the name in small letters, with hyphens. */
public enum FaultKey {
  /** All that is drawn follows from it; 0 where it is absent. */
  SEED(FaultKey.WHOLE),
  /** How far the clock is from the machine's, in ms. */
  CLOCK_OFFSET_MS(FaultKey.WHOLE),
  /** How much faster the clock and its timers run from now on, in millionths. */
  CLOCK_DRIFT_PPM(FaultKey.WHOLE),
  /** Writes find no space. */
  DISK_FULL(""),
  /** The share of writes and forces that end with an error; such a force loses what it forces. */
  DISK_EIO(FaultKey.SHARE),
  /** How much longer each force takes, in ms. */
  DISK_SLOW_MS(FaultKey.COUNT),
  /** Of the last write that was not forced, a prefix is there when the process is killed. */
  DISK_TORN(""),
  /** What was not forced is not there when the process is killed. */
  DISK_LOSE_UNFORCED(""),
  /** The share of reads in which a bit is another. */
  DISK_FLIP(FaultKey.SHARE),
  /** The share of appends that overwrite an earlier place and leave zeros in their own. */
  DISK_MISDIRECT(FaultKey.SHARE),
  /** Byzantine behaviours, as for {@code medchain node --adversary}; read at the start alone. */
  ADVERSARY(".+"),
  /** What is said falsely to participants: words of {@link LieKind} with commas between them. */
  LIE(FaultKey.LIES + "(," + FaultKey.LIES + ")*"),
  /** The share of what the replica sends to nodes and clients that others then overtake. */
  REORDER(FaultKey.SHARE),
  /** The share of that which is sent twice. */
  DUPLICATE(FaultKey.SHARE),
  /** The share of that which is not sent. */
  LOSS(FaultKey.SHARE),
  /** MiB of the heap that are held. */
  MEMORY_MIB(FaultKey.COUNT),
  /** Threads that compute without end. */
  CPU_THREADS(FaultKey.COUNT);

  private static final String COUNT = "[0-9]{1,9}";
  private static final String WHOLE = "-?[0-9]{1,18}";
  private static final String SHARE = "[01]|0\\.[0-9]+|1\\.0|[0-9.]+E-[0-9]+";
  private static final String LIES = "(reply|page|proof|share|piece|silence)";

  private final String values;

  FaultKey(String values) {
    this.values = values;
  }

  /** As it is written. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The value for an amount; none without one. */
  public String value(OptionalDouble amount) {
    double some = amount.orElse(0);
    return values.isEmpty()
        ? ""
        : values.equals(SHARE) ? Double.toString(some) : Long.toString(Math.round(some));
  }

  static Optional<FaultKey> of(String text) {
    return Stream.of(values()).filter(key -> key.text().equals(text)).findFirst();
  }

  /** What is wrong with a value; empty if nothing is. */
  Optional<String> complaint(String value) {
    return value.matches(values)
        ? Optional.empty()
        : Optional.of(text() + ": '" + value + "'; allowed is '" + values + "'");
  }
}
