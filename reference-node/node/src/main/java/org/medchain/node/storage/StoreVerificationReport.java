package org.medchain.node.storage;

import java.util.ArrayList;
import java.util.List;
import org.medchain.consensus.inspection.LogInspector;
import org.medchain.node.storage.CorruptStoreException.StoreFault;

/**
 * The result of checking a whole store (STO-15).
 *
 * @param lines the checks, with counts
 * @param faults with their places; none if the store is sound
 * @param log as it was read
 */
public record StoreVerificationReport(
    List<String> lines, List<StoreFault> faults, LogInspector log) {
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
    text.add(isIntact() ? "the store is sound" : CorruptStoreException.RECOVERY_ADVICE);
    return text;
  }
}
