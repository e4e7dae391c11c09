package org.medchain.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.medchain.credit.Parameter;
import org.medchain.credit.ParameterDomain;
import org.medchain.credit.conditions.Condition;
import org.medchain.credit.conditions.Conditions;
import org.medchain.game.equilibrium.SearchLimits;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published schema says what the code knows. */
class SchemaTest {
  private final JsonNode schema = JsonMapper.shared().readTree(GameRunner.run("schema").out());

  @Test
  void isTheFileBesideTheGames() throws IOException {
    assertThat(GameRunner.run("schema").out())
        .isEqualTo(Files.readString(GameRunner.sample("schema.json")));
  }

  @Test
  void listsEveryParameterOfTheCreditGame() {
    JsonNode listed = schema.at("/properties/game/properties/parameters/properties");
    TreeSet<String> known = new TreeSet<>();
    Arrays.stream(Parameter.values()).forEach(each -> known.add(each.key()));

    assertThat(new TreeSet<>(listed.propertyNames())).isEqualTo(known);
    for (Parameter each : Parameter.values()) {
      JsonNode key = listed.at("/" + each.key());
      assertThat(key.path("description").asString()).endsWith("(" + each.symbol() + ").");
      ParameterDomain range = each.range();
      // What is no whole number may be a fraction too.
      String type = range.integral() ? "\"integer\"" : "[\"number\",\"string\"]";
      assertThat(key.path("type").toString()).as(each.name()).isEqualTo(type);
      assertThat(key.path("minimum").asDouble()).as(each.name()).isEqualTo(range.min());
      assertThat(key.path("maximum").asDouble()).as(each.name()).isEqualTo(range.max());
    }
  }

  @Test
  void listsEveryDynamicAndCondition() {
    JsonNode names =
        schema.at("/properties/evolve/properties/dynamics/items/properties/dynamic/enum");
    TreeSet<String> listed = new TreeSet<>();
    names.forEach(name -> listed.add(name.asString()));
    assertThat(listed)
        .containsExactly(
            "adjusted-replicator",
            "best-response",
            "bnn",
            "logit",
            "replicator",
            "replicator-mutator",
            "replicator-mutator-at-birth",
            "smith");
    JsonNode conditions = schema.at("/properties/analyse/properties/conditions");
    assertThat(conditions.path("default").size()).isEqualTo(Conditions.all().size());
    for (Condition each : Conditions.all()) {
      assertThat(conditions.path("description").asString())
          .contains(each.description().id() + " " + each.description().name());
    }
  }

  @Test
  void hasTheSolversOwnLimits() {
    JsonNode limits = schema.at("/properties/solve/properties/limits/properties");
    assertThat(limits.at("/work/default").asLong()).isEqualTo(SearchLimits.DEFAULT.maxWork());
    assertThat(limits.at("/subsets/default").asInt()).isEqualTo(SearchLimits.DEFAULT.maxSubsets());
  }

  @Test
  void explainsEveryKey() {
    explained(schema, "");
  }

  private static void explained(JsonNode node, String path) {
    for (String key : node.path("properties").propertyNames()) {
      JsonNode property = node.get("properties").get(key);
      if (property.isObject() && !path.contains("allOf")) {
        assertThat(property.path("description").asString()).as(path + "." + key).isNotBlank();
        explained(property, path + "." + key);
        explained(property.path("items"), path + "." + key + "[]");
      }
    }
  }
}
