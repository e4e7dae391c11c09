package org.medchain.node.storage;

import java.util.ArrayList;
import java.util.List;

/**
 * What checking a whole store found (STO-15).
 *
 * @param lines the checks, with counts
 * @param faults with their places; none if the store is sound
 */
public record StoreVerificationReport(
    List<String> lines, List<CorruptStoreException.StoreFault> faults) {
  /** The part that a start makes again. */
  static final String INDEX = "index";

  /** Copies the lists. */
  public StoreVerificationReport {
    lines = List.copyOf(lines);
    faults = List.copyOf(faults);
  }

  /** Whether nothing is wrong. */
  public boolean isIntact() {
    return faults.isEmpty();
  }

  /** The report for an operator: checks, faults, recovery. */
  public List<String> text() {
    List<String> text = new ArrayList<>(lines);
    faults.forEach(fault -> text.add(fault.toString()));
    if (isIntact()) {
      text.add("the store is sound");
    } else if (!faults.stream().allMatch(fault -> fault.file().equals(INDEX))) {
      text.add(CorruptStoreException.RECOVERY_ADVICE); // the index is made again without it
    }
    return text;
  }
}
