package org.medchain.experiments.claims;

import java.util.List;
import java.util.Map;

/**
 * A claim, with all places that make it.
 *
 * @param id a short name
 * @param kind how it can be decided
 * @param places one or more, the one that says it best first
 * @param fields the other texts of its entry by their names, in the order of the file
 */
public record Claim(
    String id, ClaimKind kind, List<ClaimPlace> places, Map<String, String> fields) {
  /**
   * Where it stands.
   *
   * @param source key of a publication, which the head of the file explains
   * @param section of the paper, or line of an article
   * @param quote its words
   */
  public record ClaimPlace(String source, String section, String quote) {}

  /** A field's text; empty where there is none. */
  public String text(String field) {
    return fields.getOrDefault(field, "");
  }
}
