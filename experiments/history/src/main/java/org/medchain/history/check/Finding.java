package org.medchain.history.check;

import java.util.List;

/**
 * One thing that is wrong with a history, or that keeps it from being judged.
 *
 * @param name a short name, of the literature where it has one
 * @param text what happened, in words
 * @param lines details, one a line
 */
public record Finding(String name, String text, List<String> lines) {
  /** Without details. */
  public Finding(String name, String text) {
    this(name, text, List.of());
  }
}
