package org.medchain.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.Latency;
import org.medchain.comparison.config.Protocol;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The published schema and the config records say the same (EXP-5). */
class SchemaAgreementTest {
  private static final Path CONFIGS = Path.of("..", "configs");

  @Test
  void schemaAndRecordsHaveTheSameKeys() {
    List<String> published = new ArrayList<>();
    keysOf(ConfigSchema.root(), "", published);
    List<String> understood = new ArrayList<>();
    keysOf(ExperimentConfig.class, "", understood);
    assertThat(published).containsExactlyInAnyOrderElementsOf(understood);
  }

  @Test
  void everyDefaultInTheSchemaIsTheRecords() {
    ObjectNode defaults =
        RecordTree.of(
            ExperimentConfig.of("x", List.of(Protocol.PBFT), List.of(ExperimentConfig.MIN_NODES)));
    List<String> wrong = new ArrayList<>();
    compareDefaults(ConfigSchema.root(), defaults, "", wrong);
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyKeyIsExplained() {
    List<String> mute = new ArrayList<>();
    findMute(ConfigSchema.root(), "", mute);
    assertThat(mute).isEmpty();
  }

  @Test
  void wordsOfTheSchemaAreTheConstantsOfTheRecords() {
    for (RecordComponent component : ExperimentConfig.class.getRecordComponents()) {
      Class<?> type = itemType(component);
      if (type.isEnum()) {
        JsonNode schema = ConfigSchema.property("/" + Keys.of(component));
        JsonNode words = schema.path("items").path("enum");
        List<String> published = new ArrayList<>();
        (words.isMissingNode() ? schema.path("enum") : words)
            .forEach(word -> published.add(word.asString()));
        assertThat(published)
            .containsExactlyInAnyOrderElementsOf(
                Arrays.stream(type.getEnumConstants()).map(c -> Keys.of((Enum<?>) c)).toList());
      }
    }
  }

  @Test
  void resourceIsThePublishedFile() throws IOException {
    assertThat(ConfigSchema.text()).isEqualTo(Files.readString(CONFIGS.resolve("schema.json")));
  }

  static Stream<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(CONFIGS)) {
      // Collected, because the stream is closed before the parameters are used.
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void sampleConfigIsValid(Path file) throws Refusal {
    assertThat(LoadedConfig.read(file, Optional.empty(), OptionalLong.empty()).grid()).isNotEmpty();
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
    if (type == Latency.class) {
      Set<String> cases = new LinkedHashSet<>(List.of(path + Keys.CASE));
      for (Class<?> one : Latency.class.getPermittedSubclasses()) {
        List<String> own = new ArrayList<>();
        keysOf(one, path, own);
        cases.addAll(own);
      }
      keys.addAll(cases);
      return;
    }
    for (RecordComponent component : type.getRecordComponents()) {
      String key = path + Keys.of(component);
      keys.add(key);
      Class<?> own = itemType(component);
      if (own.isRecord() || own == Latency.class) {
        keysOf(own, key + ".", keys);
      }
    }
  }

  private static Class<?> itemType(RecordComponent component) {
    return component.getGenericType() instanceof ParameterizedType list
        ? (Class<?>) list.getActualTypeArguments()[0]
        : component.getType();
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
