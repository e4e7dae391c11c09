package org.medchain.experiments;

import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import org.medchain.experiments.CommandContext.TrialBackend;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.execution.EngineStarter;
import org.medchain.experiments.execution.EngineStarter.EngineOrder;
import org.medchain.experiments.execution.TrialEngine;
import org.medchain.experiments.execution.TrialPool;

/**
 * Which engine runs the trials (ENG-1).
 *
 * @param word for it
 * @param threads of the engine of this process: trials at once, at most
 * @param master of an engine on other machines
 */
record EngineChoice(String word, int threads, Optional<String> master) {
  static final String THREADS = "threads";

  /** Trials at once, as a session notes it; 0 where the machines of an engine decide. */
  int atOnce(TrialBackend trials) {
    return word.equals(THREADS) ? Math.min(threads, trials.parallelism()) : 0;
  }

  /** Refuses what cannot run this config, before the first trial. */
  TrialEngine start(PreparedConfig config, Path root) throws UserInputException {
    if (word.equals(THREADS)) {
      if (master.isPresent()) {
        throw new UserInputException("--master is for other machines; --engine spark has them");
      }
      return new TrialPool(config.trials().function(), atOnce(config.trials()));
    }
    Path dataset = root.resolve(config.loaded().experiment().workload().dataset());
    return ServiceLoader.load(EngineStarter.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(each -> each.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new UserInputException(
                    "--engine must be threads, or spark where experiments/spark is on the class"
                        + " path, not "
                        + word))
        .start(new EngineOrder(config.loaded(), dataset, master));
  }
}
