package org.medchain.node.storage;

import java.util.ArrayList;
import java.util.List;

/**
 * A store that must not be used, because something in it that was once durable is gone or altered
 * (STO-4). Its lines name the file, the byte, the fault, and the recovery.
 */
public final class CorruptStoreException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The operator's recovery. */
  static final String RECOVERY_ADVICE =
      "to recover: keep the data folder, and run `medchain cluster start NODE --recover` for only"
          + " this node; wait until it is ready before another node is recovered, since nodes that"
          + " lose their data together lose the ledger";

  private final transient List<StoreFault> faults;

  /**
   * Something wrong at one place.
   *
   * @param file name of the file in the store's folder
   * @param at byte from which on it is wrong
   * @param what is wrong, in words
   */
  public record StoreFault(String file, long at, String what) {
    @Override
    public String toString() {
      return file + ", byte " + at + ": " + what;
    }
  }

  /** Something is wrong at these places, one or more. */
  CorruptStoreException(List<StoreFault> faults) {
    super(String.join("\n", linesOf(faults)));
    this.faults = List.copyOf(faults);
  }

  /** Something is wrong at this place. */
  CorruptStoreException(String file, long at, String what) {
    this(List.of(new StoreFault(file, at, what)));
  }

  private static List<String> linesOf(List<StoreFault> faults) {
    List<String> lines = new ArrayList<>();
    lines.add("the store is damaged and is not used");
    faults.forEach(fault -> lines.add(fault.toString()));
    lines.add(RECOVERY_ADVICE);
    return lines;
  }

  /** Faults with their places. */
  public List<StoreFault> faults() {
    return faults;
  }

  /** All of it for an operator, line by line. */
  public List<String> report() {
    return linesOf(faults);
  }
}
