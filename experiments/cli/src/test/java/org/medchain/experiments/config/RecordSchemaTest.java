package org.medchain.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.adversary.ByzantineBehaviour;
import org.medchain.checkout.Repository;
import org.medchain.comparison.config.Latency;
import org.medchain.comparison.config.Retarget;
import org.medchain.simulation.fault.Fault.PlannedFault;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** EXP-5: the schema is that of the records and of the lines about their keys. */
class RecordSchemaTest {
  private static final JsonNode ROOT = ConfigSchema.experiment().root();

  @Test
  void eachValueHasAMeaningAndEachNumberARange() {
    assertThat(checked(ROOT, "")).isGreaterThan(150);
    for (Class<?> type :
        List.of(Latency.class, ByzantineBehaviour.class, PlannedFault.class, Retarget.class)) {
      assertThat(ConfigVariants.samples(type)).hasSize(type.getPermittedSubclasses().length);
    }
  }

  /** How many there are in a mapping. */
  private static int checked(JsonNode mapping, String path) {
    int count = 0;
    for (Map.Entry<String, JsonNode> each : mapping.path("properties").properties()) {
      String own = path + each.getKey();
      JsonNode value = each.getValue();
      for (; value.has("items"); value = value.get("items")) {
        assertThat(value.path("description").asString("")).as(own).isNotBlank();
      }
      assertThat(value.path("description").asString("")).as(own).isNotBlank();
      if (value.path("type").toString().matches(".*(number|integer).*")) {
        assertThat(value.has("minimum") || value.has("exclusiveMinimum")).as(own).isTrue();
        assertThat(value.has("maximum") || value.has("exclusiveMaximum")).as(own).isTrue();
      }
      count += 1 + checked(value, own + ".");
    }
    return count;
  }

  /** A line about a key that the records have no longer is found. */
  @Test
  void eachLineIsSaid() {
    String all = ROOT.toString();
    List<String> unsaid = new ArrayList<>();
    String text = SchemaText.of(RecordSchema.class, "keys.txt").replaceAll("\n +", " ");
    for (String line : text.lines().filter(each -> each.contains(" = ")).toList()) {
      String meaning = line.replaceFirst("^.*? = (>?-?[0-9.]+\\.\\.<?[0-9.]+ )?", "");
      String said = meaning.replaceFirst(" ?\\| .*", "");
      String words =
          said.isEmpty()
              ? "\"const\":\"" + line.replaceFirst("^.*\\.(.*?) = .*", "$1\"")
              : JsonMapper.shared().writeValueAsString(said);
      if (!line.startsWith("#") && !all.contains(words)) {
        unsaid.add(line);
      }
    }
    assertThat(unsaid).isEmpty();
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
            "max_ms":true},"required":["min_ms","max_ms"]}}\
            """);
    JsonNode lies = ROOT.at("/properties/adversaries/items/allOf/6/then/properties/lie");
    assertThat(lies.toString())
        .isEqualTo(
            """
            {"description":"What is wrong in the answer.","type":"string",\
            "enum":["result","view","height"],"default":"result"}\
            """);
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
