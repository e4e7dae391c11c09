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
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.checkout.Repository;
import org.medchain.comparison.config.BehaviourConfig;
import org.medchain.comparison.config.ConfigKeys;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.Latency;
import org.medchain.comparison.config.PlannedFault;
import org.medchain.comparison.config.Retarget;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** EXP-5: the schema has each field of each record, with its type, words, default and meaning. */
class RecordSchemaTest {
  private static final JsonNode ROOT = ConfigSchema.experiment().root();

  /** The fields of the records, as paths. */
  private final Set<String> seen = new TreeSet<>();

  @Test
  void eachFieldOfEachRecordIsThere() {
    checkFields(ConfigVariants.samples(ExperimentConfig.class).getFirst(), ROOT, ROOT, "");
    Set<String> published = new TreeSet<>();
    collect(ROOT, "", published);
    published.removeAll(List.of(CalibrationFile.KEY, ConfigAxes.KEY, ConfigAxes.WHERE));
    assertThat(seen).isEqualTo(published).hasSizeGreaterThan(150);
  }

  private static void collect(JsonNode schema, String path, Set<String> keys) {
    for (String name : schema.path("properties").propertyNames()) {
      keys.add(path + name);
      JsonNode property = schema.get("properties").get(name);
      collect(property, path + name + ".", keys);
      collect(property.path("items"), path + name + ".", keys);
    }
  }

  /**
   * Checks a record's fields.
   *
   * @param schema of the mapping that holds them
   * @param said where what is required is said: of the mapping, or of the case
   */
  private void checkFields(Record sample, JsonNode schema, JsonNode said, String path) {
    JsonNode usual = RecordTree.of(sample);
    for (RecordComponent component : sample.getClass().getRecordComponents()) {
      String key = ConfigKeys.of(component);
      if (ConfigVariants.isInline(component.getType(), key)) {
        checkCases(component.getType(), schema, path);
        continue;
      }
      JsonNode special = said.path("properties").path(key);
      JsonNode property = special.isObject() ? special : schema.path("properties").path(key);
      boolean isRequired =
          said.path("required").valueStream().anyMatch(each -> each.asString().equals(key));
      if (!isRequired && usual.has(key) && !property.has("properties")) {
        // What a link leaves out is the network's.
        JsonNode expected = (path + key).equals("network.links.loss") ? null : usual.get(key);
        // As texts: what is read of a file has other nodes for the same numbers.
        assertThat(String.valueOf(property.get("default")))
            .as(path + key)
            .isEqualTo(String.valueOf(expected));
      }
      checkValue(component.getGenericType(), property, path + key);
    }
  }

  private void checkValue(Type type, JsonNode schema, String path) {
    seen.add(path.replace("[]", ""));
    assertThat(schema.path("description").asString("")).as(path).isNotBlank();
    if (type instanceof ParameterizedType list) {
      Type item = list.getActualTypeArguments()[0];
      if (list.getRawType() == Optional.class) {
        checkValue(item, schema, path);
      } else {
        assertThat(schema.path("type").toString()).as(path).contains("\"array\"");
        checkValue(item, schema.path("items"), path + "[]");
      }
      return;
    }
    Class<?> simple = (Class<?>) type;
    List<Record> samples = ConfigVariants.samples(simple);
    String inside = path.replace("[]", "") + ".";
    if (ConfigVariants.discriminator(simple).isPresent()) {
      checkCases(simple, schema, inside);
    } else if (!samples.isEmpty()) {
      checkFields(samples.getFirst(), schema, schema, inside);
    } else if (simple.isRecord()) {
      checkFields(part(path), schema, schema, inside);
    } else if (simple.isEnum()) {
      List<String> words =
          Arrays.stream(simple.getEnumConstants()).map(c -> ConfigKeys.of((Enum<?>) c)).toList();
      assertThat(schema.path("enum").valueStream().map(JsonNode::asString))
          .as(path)
          .containsExactlyElementsOf(words);
    } else {
      boolean fraction = Set.of(double.class, Double.class, OptionalDouble.class).contains(simple);
      String name = simple == String.class ? "string" : fraction ? "number" : "integer";
      // A share of a mean may be written in percent.
      boolean percent = path.startsWith("repeats.until.");
      assertThat(schema.path("type").toString())
          .as(path)
          .isEqualTo(percent ? "[\"number\",\"string\"]" : "\"" + name + "\"");
    }
  }

  /** A record that is a part of others, with its defaults. */
  private static Record part(String path) {
    Record here = ConfigVariants.samples(ExperimentConfig.class).getFirst();
    for (String key : path.split("\\.", -1)) {
      Record around = here;
      here =
          Arrays.stream(around.getClass().getRecordComponents())
              .filter(component -> ConfigKeys.of(component).equals(key))
              .map(component -> (Record) RecordTree.read(component, around))
              .findFirst()
              .orElseThrow();
    }
    return here;
  }

  /** Each case has the keys of its record, and those beside it, and no other case's. */
  private void checkCases(Class<?> type, JsonNode schema, String path) {
    String name = ConfigVariants.discriminator(type).orElseThrow();
    seen.add(path + name);
    List<String> words = new ArrayList<>();
    for (JsonNode one : schema.path("allOf")) {
      String word = one.at("/if/properties/" + name + "/const").asString();
      words.add(word);
      Record sample =
          ConfigVariants.samples(type).stream()
              .filter(each -> ConfigKeys.of(each.getClass()).equals(word))
              .findFirst()
              .orElseThrow();
      List<String> own = new ArrayList<>(one.at("/then/properties").propertyNames());
      own.remove(name);
      if (type == BehaviourConfig.class) {
        own.removeAll(List.of("nodes", "from_s", "until_s"));
      }
      assertThat(own)
          .containsExactlyElementsOf(
              Arrays.stream(sample.getClass().getRecordComponents()).map(ConfigKeys::of).toList());
      checkFields(sample, schema, one.path("then"), path);
    }
    assertThat(words)
        .hasSize(type.getPermittedSubclasses().length)
        .containsExactlyElementsOf(
            schema
                .at("/properties/" + name + "/enum")
                .valueStream()
                .map(JsonNode::asString)
                .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/pbft/window | {'type':'integer','minimum':1,'maximum':1000,'default':4}",
        "/network/bandwidth_mbps | {'type':'number','exclusiveMinimum':0,'maximum':1000000000,"
            + "'default':100}",
        "/network/links/0/loss | {'type':'number','minimum':0,'maximum':0.99}",
        "/workload/kind | {'type':'string','enum':['open','closed','saturation','day'],"
            + "'default':'open'}",
        "/finality/epsilon | {'type':['array','number'],'minItems':1,'maxItems':256,"
            + "'uniqueItems':true,'items':{'description':'0.001 is once in a thousand.',"
            + "'type':'number','exclusiveMinimum':0,'exclusiveMaximum':1},'exclusiveMinimum':0,"
            + "'exclusiveMaximum':1,'default':[0.001]}",
        "/fault_plan/0/peers/0 | {'type':'integer','minimum':0,'maximum':9999}"
      })
  void wordsAndRangesAreThoseOfTheLine(String pointer, String schema) {
    ObjectNode found = (ObjectNode) ConfigSchema.experiment().property(pointer).deepCopy();
    found.remove("description");
    assertThat(found.toString()).isEqualTo(schema.replace('\'', '"'));
  }

  /** What a case requires is refused where it is missing, and what another case has is unknown. */
  @Test
  void casesRequireTheirKeys() {
    assertThat(
            Stream.of(Latency.class, Retarget.class, PlannedFault.class)
                .map(type -> ConfigVariants.samples(type).size()))
        .containsExactly(4, 3, 7);
    JsonNode uniform = ROOT.at("/properties/network/properties/latency/allOf/2");
    assertThat(uniform.toString())
        .isEqualTo(
            """
            {"if":{"properties":{"distribution":{"const":"uniform"}},"required":["distribution"]},\
            "then":{"additionalProperties":false,"properties":{"distribution":true,"min_ms":true,\
            "max_ms":true},"required":["min_ms","max_ms"]}}""");
    JsonNode lies = ROOT.at("/properties/adversaries/items/allOf/6/then/properties/lie");
    assertThat(lies.toString())
        .isEqualTo(
            """
            {"description":"What is wrong in the answer.","type":"string",\
            "enum":["result","view","height"],"default":"result"}""");
  }

  static Stream<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(Repository.file("experiments/configs"))) {
      // Collected, because the stream is closed before the parameters are used.
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void sampleConfigIsValid(Path file) throws UserInputException {
    assertThat(LoadedConfig.read(file, ConfigOverrides.NONE).grid()).isNotEmpty();
  }
}
