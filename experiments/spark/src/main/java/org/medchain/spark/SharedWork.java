package org.medchain.spark;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.medchain.comparison.TrialCancelled;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialHook;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.TrialRunner;
import org.medchain.comparison.workload.DatasetFile;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.execution.CostMeter;
import tools.jackson.databind.json.JsonMapper;

/**
 * What all trials of a run share, sent once to each worker (ENG-2). There it rebuilds the trials
 * from the config, and refuses those that would not be the driver's (ENG-3).
 */
final class SharedWork implements Serializable {
  /** Other code of this class is to be refused in words, not by Java's serialisation. */
  private static final long serialVersionUID = 1;

  private final String config;
  private final SortedMap<String, String> code;
  private final int jdk;
  private final byte[] index;
  private transient List<TrialCell> grid;
  private transient TrialRunner runner;

  SharedWork(String config, SortedMap<String, String> code, int jdk, byte[] index) {
    this.config = config;
    this.code = code;
    this.jdk = jdk;
    this.index = index;
  }

  /** The driver's. */
  static SharedWork of(LoadedConfig config, Path index) throws UserInputException {
    return new SharedWork(
        JsonMapper.shared().writeValueAsString(config.effective()),
        LoadedCode.hashes(),
        Runtime.version().feature(),
        new DatasetFile(index).content());
  }

  /**
   * Runs a trial on the worker, or refuses it.
   *
   * @param host the worker's name
   * @param hook whether it is to stop; the driver counts the messages of ended trials
   * @throws TrialCancelled if it is to stop
   */
  TrialAnswer answer(TrialOrder order, String host, TrialHook hook) {
    try {
      prepare();
      TrialCell trial = cell(order);
      CostMeter meter = CostMeter.start(trial);
      TrialResult result = runner.run(trial, hook);
      double costS = meter.seconds();
      return new TrialAnswer.Finished(TrialResultJson.write(result), costS);
    } catch (UserInputException e) {
      return new TrialAnswer.Refused("worker " + host + " refuses it: " + e.getMessage());
    } catch (TrialCancelled e) {
      throw e;
    } catch (Exception | Error e) {
      return TrialAnswer.Failed.of(e);
    }
  }

  /** Once in each worker. */
  private synchronized void prepare() throws UserInputException {
    if (runner == null) {
      int own = Runtime.version().feature();
      if (own != jdk) {
        throw new UserInputException("it runs on JDK " + own + ", the driver on JDK " + jdk);
      }
      SortedMap<String, String> loaded = LoadedCode.hashes();
      for (String each : code.keySet()) {
        if (!code.get(each).equals(loaded.get(each))) {
          throw new UserInputException("its code of " + each + " is not the driver's");
        }
      }
      grid = LoadedConfig.told(JsonMapper.shared().readTree(config)).grid();
      runner = new TrialRunner(SyntheticRecords.of(Path.of(SyntheticRecords.INDEX), index));
    }
  }

  private TrialCell cell(TrialOrder order) throws UserInputException {
    if (order.number() > grid.size() || grid.get(order.number() - 1).seed() != order.seed()) {
      throw new UserInputException("its trial of this number has another seed");
    }
    return grid.get(order.number() - 1);
  }
}
