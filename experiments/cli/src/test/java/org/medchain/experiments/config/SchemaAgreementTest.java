package org.medchain.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.checkout.Repository;
import org.medchain.comparison.config.AdversaryConfig;
import org.medchain.comparison.config.BehaviourConfig;
import org.medchain.comparison.config.DefaultBehaviours;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.HashShare;
import org.medchain.comparison.config.PlannedFault;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.Retarget;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The published schema and the config records say the same (EXP-5). */
class SchemaAgreementTest {
  private static final Path CONFIGS = Repository.file("experiments/configs");

  @Test
  void schemaAndRecordsHaveTheSameKeys() {
    List<String> published = new ArrayList<>();
    keysOf(ConfigSchema.experiment().root(), "", published);
    published.remove(CalibrationFile.KEY); // what it names is a part of the config itself
    published.removeAll(List.of(ConfigAxes.KEY, ConfigAxes.WHERE)); // they are about other keys
    List<String> understood = new ArrayList<>();
    keysOf(ExperimentConfig.class, "", understood);
    assertThat(published).containsExactlyInAnyOrderElementsOf(understood);
  }

  @Test
  void everyDefaultInTheSchemaIsTheRecords() {
    ObjectNode defaults =
        RecordTree.of(
            ExperimentConfig.of(
                "x", List.of(ProtocolKind.PBFT), List.of(ExperimentConfig.MIN_NODES)));
    List<String> wrong = new ArrayList<>();
    compareDefaults(ConfigSchema.experiment().root(), defaults, "", wrong);
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyKeyIsExplained() {
    List<String> mute = new ArrayList<>();
    findMute(ConfigSchema.experiment().root(), "", mute);
    assertThat(mute).isEmpty();
  }

  @Test
  void wordsOfTheSchemaAreTheConstantsOfTheRecords() {
    for (RecordComponent component : ExperimentConfig.class.getRecordComponents()) {
      Class<?> type = itemType(component);
      if (type.isEnum()) {
        JsonNode schema = ConfigSchema.experiment().property("/" + ConfigKeys.of(component));
        JsonNode words = schema.path("items").path("enum");
        List<String> published = new ArrayList<>();
        (words.isMissingNode() ? schema.path("enum") : words)
            .forEach(word -> published.add(word.asString()));
        assertThat(published)
            .containsExactlyInAnyOrderElementsOf(
                Arrays.stream(type.getEnumConstants())
                    .map(c -> ConfigKeys.of((Enum<?>) c))
                    .toList());
      }
    }
  }

  @Test
  void resourceIsThePublishedFile() throws IOException {
    assertThat(ConfigSchema.experiment().text())
        .isEqualTo(Files.readString(CONFIGS.resolve("schema.json")));
  }

  static Stream<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(CONFIGS)) {
      // Collected, because the stream is closed before the parameters are used.
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void sampleConfigIsValid(Path file) throws UserInputException {
    assertThat(LoadedConfig.read(file, ConfigOverrides.NONE).grid()).isNotEmpty();
  }

  private static void keysOf(JsonNode schema, String path, List<String> keys) {
    for (String name : schema.path("properties").propertyNames()) {
      keys.add(path + name);
      JsonNode property = schema.get("properties").get(name);
      keysOf(
          property.path("items").has("properties") ? property.get("items") : property,
          path + name + ".",
          keys);
    }
  }

  private static void keysOf(Class<?> type, String path, List<String> keys) {
    if (ConfigVariants.discriminator(type).isPresent()) {
      Set<String> cases =
          new LinkedHashSet<>(List.of(path + ConfigVariants.discriminator(type).get()));
      for (Class<?> one : ConfigVariants.variantsOf(type)) {
        List<String> own = new ArrayList<>();
        keysOf(one, path, own);
        cases.addAll(own);
      }
      keys.addAll(cases);
      return;
    }
    for (RecordComponent component : type.getRecordComponents()) {
      String key = path + ConfigKeys.of(component);
      Class<?> own = itemType(component);
      if (ConfigVariants.isInline(component.getType(), ConfigKeys.of(component))) {
        keysOf(own, path, keys);
        continue;
      }
      keys.add(key);
      if (own.isRecord() || ConfigVariants.discriminator(own).isPresent()) {
        keysOf(own, key + ".", keys);
      }
    }
  }

  /** The cases of the items of lists, each with its own keys, words and defaults. */
  @Test
  void casesOfItemsAreTheRecords() {
    for (BehaviourConfig sample : DefaultBehaviours.all()) {
      agrees("/adversaries", RecordTree.of(AdversaryConfig.always(List.of(0), sample)));
    }
    for (PlannedFault sample : PlannedFault.defaultCases()) {
      agrees("/fault_plan", RecordTree.of((Record) sample));
    }
    agrees(
        ConfigSchema.experiment().property("/pow/hash_shares/0"),
        RecordTree.of(new HashShare(0, 0)));
    assertThat(DefaultBehaviours.all())
        .hasSameSizeAs(BehaviourConfig.class.getPermittedSubclasses());
    assertThat(PlannedFault.defaultCases())
        .hasSameSizeAs(PlannedFault.class.getPermittedSubclasses());
  }

  private static void agrees(String list, ObjectNode sample) {
    agrees(
        ConfigSchema.experiment().property(list + "/0"),
        list.equals("/fault_plan") ? "fault" : "behaviour",
        sample);
  }

  /** CMP-46: each rule with its own keys and defaults. */
  @Test
  void casesOfRetargetingAreTheRecords() {
    JsonNode retarget = ConfigSchema.experiment().property("/pow/retarget");
    List<String> rules = new ArrayList<>();
    retarget.at("/properties/rule/enum").forEach(rule -> rules.add(rule.asString()));
    assertThat(rules)
        .containsExactlyElementsOf(
            ConfigVariants.variantsOf(Retarget.class).stream()
                .map(each -> ConfigKeys.of(each))
                .toList());
    assertThat(Retarget.defaultCases()).hasSameSizeAs(rules);
    for (Retarget sample : Retarget.defaultCases()) {
      agrees(retarget, "rule", RecordTree.of((Record) sample));
    }
  }

  private static void agrees(JsonNode items, String key, ObjectNode sample) {
    String named = sample.get(key).asString();
    JsonNode found = null;
    for (JsonNode one : items.get("allOf")) {
      if (one.at("/if/properties/" + key + "/const").asString().equals(named)) {
        found = one.get("then");
      }
    }
    assertThat(found).as(named).isNotNull();
    ObjectNode merged = JsonNodeFactory.instance.objectNode();
    ObjectNode properties = merged.putObject("properties");
    for (String own : found.get("properties").propertyNames()) {
      JsonNode special = found.get("properties").get(own);
      properties.set(own, special.isObject() ? special : items.get("properties").get(own));
    }
    List<String> required = new ArrayList<>();
    items.path("required").forEach(each -> required.add(each.asString()));
    // The word that names the case has the usual case for its default.
    required.add(key);
    found.path("required").forEach(each -> required.add(each.asString()));
    required.forEach(merged.putArray("required")::add);
    agrees(merged, sample);
  }

  private static void agrees(JsonNode schema, ObjectNode sample) {
    List<String> required = new ArrayList<>();
    schema.get("required").forEach(each -> required.add(each.asString()));
    List<String> published = new ArrayList<>(schema.get("properties").propertyNames());
    published.remove("until_s"); // never, where it is left out
    List<String> understood = new ArrayList<>(sample.propertyNames());
    understood.remove("until_s");
    assertThat(published).as("%s", sample).containsExactlyInAnyOrderElementsOf(understood);
    for (String key : published) {
      JsonNode property = schema.get("properties").get(key);
      if (!required.contains(key)
          && !property.path("default").toString().equals(sample.get(key).toString())) {
        // Equivocation's second has no default of its own: twins require it.
        assertThat(property.path("default").isMissingNode() && sample.get(key).isEmpty())
            .as("%s: %s of %s", key, property.path("default"), sample)
            .isTrue();
      }
    }
  }

  /** Each word of the records for what an item says is one that the schema accepts. */
  @Test
  void wordsOfItemsAreTheConstantsOfTheRecords() {
    for (JsonNode one : ConfigSchema.experiment().property("/adversaries/0").get("allOf")) {
      String named = one.at("/if/properties/behaviour/const").asString();
      Class<?> type =
          ConfigVariants.variantsOf(BehaviourConfig.class).stream()
              .filter(each -> ConfigKeys.of(each).equals(named))
              .findFirst()
              .orElseThrow();
      for (RecordComponent component : type.getRecordComponents()) {
        Class<?> own = itemType(component);
        if (own.isEnum()) {
          String key = ConfigKeys.of(component);
          JsonNode special = one.at("/then/properties/" + key);
          JsonNode schema =
              special.isObject()
                  ? special
                  : ConfigSchema.experiment().property("/adversaries/0/" + key);
          List<String> published = new ArrayList<>();
          (schema.has("items") ? schema.get("items") : schema)
              .get("enum")
              .forEach(word -> published.add(word.asString()));
          assertThat(published)
              .as(named)
              .containsExactlyElementsOf(
                  Arrays.stream(own.getEnumConstants())
                      .map(c -> ConfigKeys.of((Enum<?>) c))
                      .toList());
        }
      }
    }
  }

  private static Class<?> itemType(RecordComponent component) {
    Type type = component.getGenericType();
    while (type instanceof ParameterizedType list) {
      type = list.getActualTypeArguments()[0];
    }
    return (Class<?>) type;
  }

  private static void compareDefaults(
      JsonNode schema, JsonNode defaults, String path, List<String> wrong) {
    for (String name : schema.path("properties").propertyNames()) {
      JsonNode property = schema.get("properties").get(name);
      if (property.has("properties")) {
        compareDefaults(property, defaults.path(name), path + name + ".", wrong);
      } else if (property.has("default")
          ? !property.get("default").toString().equals(defaults.path(name).toString())
          : !required(path + name) && defaults.has(name)) {
        wrong.add(path + name + ": " + property.get("default") + ", not " + defaults.get(name));
      }
    }
  }

  private static boolean required(String key) {
    return List.of("name", "protocols", "nodes").contains(key);
  }

  private static void findMute(JsonNode schema, String path, List<String> mute) {
    for (String name : schema.path("properties").propertyNames()) {
      JsonNode property = schema.get("properties").get(name);
      if (property.path("description").asString("").isBlank()) {
        mute.add(path + name);
      }
      findMute(property, path + name + ".", mute);
      findMute(property.path("items"), path + name + ".", mute);
    }
  }
}
