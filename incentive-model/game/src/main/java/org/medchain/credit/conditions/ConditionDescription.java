package org.medchain.credit.conditions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What a condition says.
 *
 * @param id T1 to T21
 * @param name the mechanism or threat
 * @param sentence what holds if it holds
 * @param formula in the symbols of {@link org.medchain.credit.Parameter}
 * @param assumptions without which it is not true; risk-neutral agents and independent votes are
 *     assumed everywhere
 */
public record ConditionDescription(
    String id, String name, String sentence, String formula, List<String> assumptions) {
  /** The number with the name, which says what it is: T2 (honest beats false). */
  public String label() {
    return id + " (" + name + ")";
  }

  /** Those of T1 to T21, from {@code conditions.yaml}. */
  static List<ConditionDescription> read() {
    try (InputStream file = ConditionDescription.class.getResourceAsStream("conditions.yaml")) {
      return new YAMLMapper().readValue(file, new TypeReference<>() {});
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
