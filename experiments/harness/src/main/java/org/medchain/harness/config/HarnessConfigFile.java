package org.medchain.harness.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.medchain.experiments.config.ConfigSchema;
import org.medchain.experiments.config.SchemaText;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.config.ValidatedYaml;
import org.medchain.experiments.config.YamlKind;
import org.medchain.harness.plan.FaultEvent;
import org.medchain.harness.plan.NemesisKind;
import tools.jackson.databind.JsonNode;

/** Configs as YAML files, checked against a published schema (FAULT-9). */
public final class HarnessConfigFile {
  private static final ConfigSchema SCHEMA = ConfigSchema.of(YamlKind.FAULT_TEST, schemaText());

  private final ValidatedYaml yaml;
  private final JsonNode root;

  private HarnessConfigFile(ValidatedYaml yaml) {
    this.yaml = yaml;
    this.root = yaml.root();
  }

  /** The schema as published. */
  public static String schemaText() {
    return SchemaText.of(HarnessConfigFile.class, "harness-schema.json");
  }

  /**
   * Reads a config.
   *
   * @throws UserInputException with a line for each problem that the file has
   */
  public static HarnessConfig read(Path file) throws UserInputException {
    return new HarnessConfigFile(ValidatedYaml.read(file, SCHEMA)).config();
  }

  private HarnessConfig config() throws UserInputException {
    int nodes = root.path("nodes").asInt(4);
    double limitS = root.path("time_limit_s").asDouble(60);
    return new HarnessConfig(
        root.path("name").asString(""),
        root.path("workload").asString(""),
        root.path("host").asString("simulation"),
        nodes,
        root.path("workers").asInt(6),
        root.path("rate_tps").asDouble(20),
        root.path("timeout_s").asDouble(5),
        limitS,
        root.path("settle_s").asDouble(5),
        root.path("seed").asLong(1),
        root.has("faults") ? Optional.of(kinds()) : Optional.empty(),
        root.path("fault_gap_s").asDouble(5),
        root.has("plan") ? Optional.of(plan(nodes, limitS)) : Optional.empty());
  }

  private List<NemesisKind> kinds() {
    List<NemesisKind> kinds = new ArrayList<>();
    root.path("faults").forEach(each -> kinds.add(NemesisKind.of(each.asString("")).orElseThrow()));
    return kinds;
  }

  private List<FaultEvent> plan(int nodes, double limitS) throws UserInputException {
    List<FaultEvent> plan = new ArrayList<>();
    for (JsonNode each : root.path("plan")) {
      plan.add(fault(each, "/plan/" + plan.size(), nodes, limitS));
    }
    return plan;
  }

  private FaultEvent fault(JsonNode each, String at, int nodes, double limitS)
      throws UserInputException {
    NemesisKind kind = NemesisKind.of(each.path("fault").asString("")).orElseThrow();
    double fromS = each.path("from_s").asDouble(0);
    double untilS = each.path("until_s").asDouble(0);
    if (untilS < fromS || untilS > limitS) {
      throw yaml.errorAt(
          at + "/until_s",
          "until_s " + untilS,
          String.format(Locale.ROOT, "%s to the time limit, %s", fromS, limitS));
    }
    List<Integer> where = new ArrayList<>();
    for (JsonNode node : each.path("nodes")) {
      if (node.asInt() >= nodes) {
        throw yaml.errorAt(at + "/nodes", "node " + node.asInt(), "0 to " + (nodes - 1));
      }
      where.add(node.asInt());
    }
    if (kind.hasAmount() != each.has("amount")) {
      throw yaml.errorAt(
          kind.hasAmount() ? at : at + "/amount",
          kind.hasAmount() ? kind.word() + " without amount" : "an amount of " + kind.word(),
          kind.hasAmount() ? "an amount in " + kind.unit() : "none");
    }
    OptionalDouble amount =
        kind.hasAmount()
            ? OptionalDouble.of(each.path("amount").asDouble(0))
            : OptionalDouble.empty();
    return new FaultEvent(kind, fromS, untilS, where, amount);
  }

  /** A config as text that reads back as the same, with its plan written out. */
  public static String text(HarnessConfig config) {
    StringBuilder text = new StringBuilder();
    line(text, "name", config.name());
    line(text, "workload", config.workload());
    line(text, "host", config.host());
    line(text, "nodes", config.nodes());
    line(text, "workers", config.workers());
    line(text, "rate_tps", config.rateTps());
    line(text, "timeout_s", config.timeoutS());
    line(text, "time_limit_s", config.timeLimitS());
    line(text, "settle_s", config.settleS());
    line(text, "seed", config.seed());
    config
        .faults()
        .ifPresent(kinds -> line(text, "faults", kinds.stream().map(NemesisKind::word).toList()));
    line(text, "fault_gap_s", config.faultGapS());
    config.plan().ifPresent(plan -> text.append(planText(plan)));
    return text.toString();
  }

  private static void line(StringBuilder text, String key, Object value) {
    text.append(key).append(": ").append(value).append('\n');
  }

  private static String planText(List<FaultEvent> plan) {
    StringBuilder text = new StringBuilder(plan.isEmpty() ? "plan: []\n" : "plan:\n");
    for (FaultEvent each : plan) {
      text.append("  - {fault: ").append(each.kind().word());
      text.append(", from_s: ").append(each.fromS());
      text.append(", until_s: ").append(each.untilS());
      text.append(", nodes: ").append(each.nodes());
      each.amount().ifPresent(amount -> text.append(", amount: ").append(amount));
      text.append("}\n");
    }
    return text.toString();
  }
}
