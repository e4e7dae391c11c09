package org.medchain.node.storage;

import java.util.ArrayList;
import java.util.List;

/**
 * What checking a whole store found (STO-15).
 *
 * @param lines what was checked, with counts
 * @param faults where what is wrong; none if the store is sound
 */
public record StoreReport(List<String> lines, List<DamagedStore.Fault> faults) {
  /** Copies the lists. */
  public StoreReport {
    lines = List.copyOf(lines);
    faults = List.copyOf(faults);
  }

  /** Whether nothing is wrong. */
  public boolean isSound() {
    return faults.isEmpty();
  }

  /** All of it for an operator: what was checked, what is wrong, how to recover. */
  public List<String> text() {
    List<String> text = new ArrayList<>(lines);
    faults.forEach(fault -> text.add(fault.toString()));
    text.add(isSound() ? "the store is sound" : DamagedStore.RECOVERY);
    return text;
  }
}
