package org.medchain.experiments.results;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One sitting of a run: from a start of the command to its end or interruption.
 *
 * @param commandLine as typed
 * @param threads trials that run at once; 0 where an engine's machines decide (ENG-1)
 * @param start wall time
 * @param end wall time
 * @param trials results that it added
 * @param messages delivered in them
 * @param loadStart the computer's load average at the start, if the system reports it
 * @param loadEnd and at the end
 */
public record RunSession(
    String commandLine,
    int threads,
    Instant start,
    Instant end,
    int trials,
    long messages,
    OptionalDouble loadStart,
    OptionalDouble loadEnd) {
  /** One that begins, without a result. */
  static RunSession begin(String commandLine, int threads, Instant now) {
    OptionalDouble load = MachineDescription.loadAverage();
    return new RunSession(commandLine, threads, now, now, 0, 0, load, load);
  }

  /** The same at its end. */
  RunSession ended(Instant now, int added, long delivered) {
    OptionalDouble load = MachineDescription.loadAverage();
    return new RunSession(commandLine, threads, start, now, added, delivered, loadStart, load);
  }

  /** Wall time that it took, in seconds. */
  public double wallS() {
    return Duration.between(start, end).toNanos() / 1e9;
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("command_line", commandLine).put("threads", threads);
    json.put("start", start.toString()).put("end", end.toString()).put("wall_s", wallS());
    json.put("trials", trials).put("messages_delivered", messages);
    json.put("messages_per_s", wallS() > 0 ? messages / wallS() : 0);
    loadStart.ifPresent(load -> json.put("load_average_start", load));
    loadEnd.ifPresent(load -> json.put("load_average_end", load));
    return json;
  }
}
