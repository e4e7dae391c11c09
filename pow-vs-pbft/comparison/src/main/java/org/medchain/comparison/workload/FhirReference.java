package org.medchain.comparison.workload;

/**
 * What a resource names another one by (HL7 FHIR R4, 2.3.0 Resource References): {@code
 * Patient/anna}, the same at an absolute address, either with {@code /_history/3} for one version
 * of it, {@code urn:uuid:…}, {@code Patient?identifier=system|value}, or {@code #p1} for a resource
 * inside the one that names it.
 *
 * @param target without the version: all versions are the same patient
 */
record FhirReference(String target) {
  /** Of the text in a resource. */
  static FhirReference of(String text) {
    return new FhirReference(text.strip().replaceFirst("/_history(/[^/]*)?$", ""));
  }

  /** Whether it is inside the resource that names it, and known nowhere else. */
  boolean isContained() {
    return target.startsWith("#") && target.length() > 1;
  }

  /** The id that it ends with, or the value to search for; empty if it names nothing. */
  String id() {
    int query = target.indexOf('?');
    if (query >= 0) {
      String words = target.substring(query + 1);
      int bar = words.lastIndexOf('|');
      return words.substring(bar >= 0 ? bar + 1 : words.indexOf('=') + 1).strip();
    }
    int slash = target.lastIndexOf('/');
    String last = target.substring(slash + 1);
    return slash >= 0 ? last : last.substring(last.lastIndexOf(':') + 1).replaceFirst("^#$", "");
  }
}
