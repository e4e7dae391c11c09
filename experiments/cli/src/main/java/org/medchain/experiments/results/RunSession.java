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
 * @param load the computer's load average at the start, if the system reports it
 */
record RunSession(String commandLine, int threads, Instant start, OptionalDouble load) {
  /** One that begins. */
  static RunSession begin(String commandLine, int threads, Instant now) {
    return new RunSession(commandLine, threads, now, MachineDescription.loadAverage());
  }

  /** As the manifest has it at its end, with the results that it added and their messages. */
  ObjectNode ended(Instant end, int trials, long messages) {
    double wallS = Duration.between(start, end).toNanos() / 1e9;
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("command_line", commandLine).put("threads", threads);
    json.put("start", start.toString()).put("end", end.toString()).put("wall_s", wallS);
    json.put("trials", trials).put("messages_delivered", messages);
    json.put("messages_per_s", wallS > 0 ? messages / wallS : 0);
    load.ifPresent(at -> json.put("load_average_start", at));
    MachineDescription.loadAverage().ifPresent(at -> json.put("load_average_end", at));
    return json;
  }
}
