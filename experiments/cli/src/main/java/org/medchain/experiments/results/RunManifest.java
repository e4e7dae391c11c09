package org.medchain.experiments.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.medchain.comparison.TrialCell;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.UserInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The provenance of a run: config, code, seeds, time and machine (EXP-11).
 *
 * @param json the content of {@code manifest.json}
 */
public record RunManifest(ObjectNode json) {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  /** Before the first session of a run. */
  public static RunManifest begin(Path home, LoadedConfig config, String codeHash) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("name", config.experiment().name());
    json.put("config_hash", config.hash());
    json.setAll(Provenance.describe(home, RunCode.of(home, config.experiment()), codeHash));
    json.set("config", config.effective());
    List<TrialCell> grid = config.grid();
    json.put("trials_planned", grid.size()).put("trials_finished", 0);
    ArrayNode seeds = json.putArray("seeds");
    grid.forEach(trial -> seeds.add(trial.seed()));
    json.setAll(MachineDescription.describe());
    json.putArray("sessions");
    return new RunManifest(json);
  }

  /** Reads it back. */
  public static RunManifest read(Path file) throws UserInputException {
    JsonNode json = json(file);
    if (json.isMissingNode()) {
      throw new UserInputException(file + ": there is no such file; the folder of a run is wanted");
    }
    boolean complete =
        json.path("name").isString()
            && json.path("config_hash").isString()
            && json.path("code_hash").isString()
            && json.path("config").isObject()
            && json.path("trials_planned").isIntegralNumber()
            && json.path("sessions").isArray();
    if (!complete) {
      throw new UserInputException(file + ": not the manifest of a run");
    }
    return new RunManifest((ObjectNode) json);
  }

  /** A file of JSON; a missing node where there is no file. */
  public static JsonNode json(Path file) throws UserInputException {
    try {
      return Files.exists(file) ? MAPPER.readTree(Files.readString(file)) : MAPPER.missingNode();
    } catch (IOException e) {
      throw new UserInputException(file + ": cannot be read as text");
    } catch (JacksonException e) {
      throw new UserInputException(file + ":" + e.getLocation().getLineNr() + ": not JSON");
    }
  }

  /** Whether it belongs to that config and code, by all digits of both hashes. */
  boolean matches(LoadedConfig config, String codeHash) {
    return text("config_hash").equals(config.hash()) && text("code_hash").equals(codeHash);
  }

  /** Whether it was begun on a machine like this one: jdk, system and processor. */
  boolean isOfThisMachine() {
    ObjectNode here = MachineDescription.describe();
    return Stream.of("jdk", "os", "cpu").allMatch(part -> here.get(part).equals(json.get(part)));
  }

  /** The same with one session more. */
  RunManifest with(ObjectNode session) {
    ObjectNode next = json.deepCopy();
    ArrayNode sessions = (ArrayNode) next.get("sessions");
    sessions.add(session);
    next.put("start", sessions.get(0).path("start").asString(""));
    next.put("end", session.path("end").asString(""));
    next.put("command_line", sessions.get(0).path("command_line").asString(""));
    return new RunManifest(next);
  }

  /** The same with how far the run is. */
  RunManifest with(RepeatPlan plan, Map<Integer, TrialRow> rows) {
    ObjectNode next = json.deepCopy().put("trials_finished", rows.size());
    next.put("trials_planned", rows.size() + plan.due(rows).size());
    if (stoppingRule().decides()) {
      next.set("repeats", plan.ends(rows));
    }
    return new RunManifest(next);
  }

  /** What decides on the repeats of each cell (CMP-59). */
  public StoppingRule stoppingRule() {
    return StoppingRule.of(json.at("/config/repeats"));
  }

  void write(Path file) throws IOException {
    AtomicFile.write(file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
  }

  /** A field of text; empty where it is absent. */
  public String text(String field) {
    return json.path(field).asString("");
  }

  /** Number of trials that the run is of, as far as that is decided. */
  public int trialsPlanned() {
    return json.path("trials_planned").asInt(0);
  }

  /** Messages delivered in all sessions. */
  public long messagesDelivered() {
    return (long) sum("messages_delivered");
  }

  /** Wall seconds of all sessions. */
  public double wallS() {
    return sum("wall_s");
  }

  private double sum(String field) {
    return json.path("sessions")
        .valueStream()
        .mapToDouble(session -> session.path(field).asDouble(0))
        .sum();
  }
}
