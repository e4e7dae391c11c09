package org.medchain.client.consent;

import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * A form in which an owner takes its consents and the reads of its records to other systems. A
 * separate module provides it, so that no other command loads its libraries (PROC-17): a class with
 * a constructor without parameters, named in {@code META-INF/services/} of its jar.
 */
public interface ConsentExport {
  /** The history in this form. */
  ExportedConsents export(ConsentHistory history);

  /**
   * The result of an export.
   *
   * @param text of the file
   * @param counts how many resources of each kind
   */
  record ExportedConsents(String text, SortedMap<String, Integer> counts) {
    /** In words: "3 Consent, 5 AuditEvent". */
    public String resources() {
      return counts.entrySet().stream()
          .map(each -> each.getValue() + " " + each.getKey())
          .collect(Collectors.joining(", "));
    }
  }
}
