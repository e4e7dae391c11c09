package org.medchain.faults.node;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What may stand in {@code faults.txt} (FN-2): the name in small letters, with hyphens. */
public enum FaultKey {
  /** All that is drawn follows from it; 0 where it is absent. */
  SEED(Kind.WHOLE, Long.MIN_VALUE, Long.MAX_VALUE),
  /** How far the clock is from the machine's, in ms. */
  CLOCK_OFFSET_MS(Kind.WHOLE, -10_000_000_000L, 10_000_000_000L),
  /** How much faster the clock and its timers run from now on, in millionths. */
  CLOCK_DRIFT_PPM(Kind.WHOLE, -900_000, 9_000_000),
  /** Writes find no space. */
  DISK_FULL(Kind.FLAG, 0, 0),
  /** The share of writes and forces that end with an error; such a force loses what it forces. */
  DISK_EIO(Kind.SHARE, 0, 1),
  /** How much longer each force takes, in ms. */
  DISK_SLOW_MS(Kind.WHOLE, 0, 600_000),
  /** Of the last write that was not forced, a prefix is there when the process is killed. */
  DISK_TORN(Kind.FLAG, 0, 0),
  /** What was not forced is not there when the process is killed. */
  DISK_LOSE_UNFORCED(Kind.FLAG, 0, 0),
  /** The share of reads in which a bit is another. */
  DISK_FLIP(Kind.SHARE, 0, 1),
  /** The share of appends that overwrite an earlier place and leave zeros in their own. */
  DISK_MISDIRECT(Kind.SHARE, 0, 1),
  /** Byzantine behaviours, as for {@code medchain node --adversary}; read at the start alone. */
  ADVERSARY(Kind.TEXT, 0, 0),
  /** What is said falsely to participants: words of {@link LieKind} with commas between them. */
  LIE(Kind.LIES, 0, 0),
  /** The share of what the replica sends to nodes and clients that others then overtake. */
  REORDER(Kind.SHARE, 0, 1),
  /** The share of that which is sent twice. */
  DUPLICATE(Kind.SHARE, 0, 1),
  /** The share of that which is not sent. */
  LOSS(Kind.SHARE, 0, 1),
  /** MiB of the heap that are held. */
  MEMORY_MIB(Kind.WHOLE, 0, 1 << 20),
  /** Threads that compute without end. */
  CPU_THREADS(Kind.WHOLE, 0, 1024);

  /** What stands behind a key. */
  enum Kind {
    /** Nothing. */
    FLAG,
    /** A whole number. */
    WHOLE,
    /** A number from 0 to 1. */
    SHARE,
    /** Words. */
    TEXT,
    /** Kinds of lies. */
    LIES
  }

  private final Kind kind;
  private final long least;
  private final long most;

  FaultKey(Kind kind, long least, long most) {
    this.kind = kind;
    this.least = least;
    this.most = most;
  }

  /** As it is written. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<FaultKey> of(String text) {
    return Stream.of(values()).filter(key -> key.text().equals(text)).findFirst();
  }

  /** What is wrong with a value; empty if nothing is. */
  Optional<String> complaint(String value) {
    return isAllowed(value)
        ? Optional.empty()
        : Optional.of(text() + ": '" + value + "'; allowed is " + allowed());
  }

  private boolean isAllowed(String value) {
    try {
      return switch (kind) {
        case FLAG -> value.isEmpty();
        case WHOLE -> Long.parseLong(value) >= least && Long.parseLong(value) <= most;
        case SHARE -> Double.parseDouble(value) >= 0 && Double.parseDouble(value) <= 1;
        case TEXT -> !value.isEmpty();
        case LIES -> LieKind.parse(value).isPresent();
      };
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private String allowed() {
    return switch (kind) {
      case FLAG -> "nothing behind it";
      case WHOLE -> "a whole number from " + least + " to " + most;
      case SHARE -> "a number from 0 to 1";
      case TEXT -> "a text";
      case LIES ->
          "one or more of "
              + String.join(", ", Stream.of(LieKind.values()).map(LieKind::text).toList())
              + ", with commas between them";
    };
  }
}
