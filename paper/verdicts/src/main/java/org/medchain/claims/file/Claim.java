package org.medchain.claims.file;

import java.util.List;
import java.util.Map;

/**
 * A claim, with all places that make it.
 *
 * @param id a short name
 * @param kind how it can be decided
 * @param places one or more, the one that says it best first
 * @param fields the other texts of its entry by their names, in the order of the file
 * @param criteria the bounds of its threshold; of a verdict only, and empty while no experiment is
 *     built for it
 * @param data tables and figures that need no experiment; mostly none
 */
public record Claim(
    String id,
    ClaimKind kind,
    List<ClaimPlace> places,
    Map<String, String> fields,
    List<Criterion> criteria,
    ClaimData data) {
  /**
   * Where it stands.
   *
   * @param source key of a publication, which the head of the file explains
   * @param section of the paper, or line of an article
   * @param quote its words
   */
  public record ClaimPlace(String source, String section, String quote) {}

  /** The raw tables that belong to it. */
  public List<String> raw() {
    String names = fields.getOrDefault("raw", "");
    return names.isEmpty() ? List.of() : List.of(names.split(",\\s*", -1));
  }
}
