package org.medchain.claims.file;

import java.util.List;

/**
 * The seeds of {@code paper/claims.yaml}: thresholds were chosen with the pilots, and verdicts come
 * from another one (CLAIM-5).
 *
 * @param decisive of every verdict that is no exploration
 * @param pilots with which thresholds and sizes were chosen
 */
public record ClaimSeeds(long decisive, List<Long> pilots) {
  public ClaimSeeds {
    pilots = List.copyOf(pilots);
    if (decisive < 0 || pilots.stream().anyMatch(each -> each < 0)) {
      throw new IllegalArgumentException("seeds: allowed are 0 and more");
    }
    if (pilots.contains(decisive)) {
      throw new IllegalArgumentException("seeds: the decisive one is a pilot's");
    }
  }
}
