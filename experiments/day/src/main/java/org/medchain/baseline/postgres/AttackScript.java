package org.medchain.baseline.postgres;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.AttackOutcome.Effect;
import org.medchain.baseline.SystemKind;
import org.medchain.experiments.config.SchemaText;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What an attack on a system does, as {@code attacks/SYSTEM.yaml} says it (BASE-4).
 *
 * @param like the attack whose script it is, if another one's
 * @param steps words, the first of which says which step it is ({@link AttackScene#step})
 * @param effect if all that the steps expect was seen; else, or if it is not given, a look at all
 *     records tells
 * @param shows the record that the attacker shows to a third party; the victim altered if it is not
 *     given
 * @param commands of the operator
 * @param told the decisive observation, with a %s for each count that a step took
 */
public record AttackScript(
    String like, List<String> steps, Effect effect, String shows, int commands, String told) {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  public AttackScript {
    steps = Objects.requireNonNullElse(steps, List.of());
    shows = Objects.requireNonNullElse(shows, "lie");
    told = Objects.requireNonNullElse(told, "");
  }

  /** A system's script; the hospital's where its file has none. */
  static AttackScript of(SystemKind system, AttackKind attack) {
    String file = SchemaText.of(AttackScript.class, "attacks/" + system.key() + ".yaml");
    Map<String, AttackScript> own = YAML.readValue(file, new TypeReference<>() {});
    AttackScript script = own.get(attack.key());
    if (script == null) {
      return of(SystemKind.HOSPITAL, attack);
    }
    return script.like == null ? script : own.get(script.like);
  }
}
