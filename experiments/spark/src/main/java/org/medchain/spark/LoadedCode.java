package org.medchain.spark;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.medchain.adversary.AdversarySetup;
import org.medchain.comparison.TrialRunner;
import org.medchain.data.Hash;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.CodeHash;
import org.medchain.simulation.Simulation;

/**
 * The code that this process runs, by the jars that its classes come from: a worker has no sources
 * to hash, and the launcher builds the driver's jars from those of the run's code hash (ENG-3).
 */
final class LoadedCode {
  /** One class of each module that a result depends on. */
  private static final List<Class<?>> MODULES =
      List.of(
          Hash.class,
          AdversarySetup.class,
          Simulation.class,
          TrialRunner.class,
          LoadedConfig.class,
          SharedWork.class);

  private LoadedCode() {}

  /** Hashes by the packages of the modules. */
  static SortedMap<String, String> hashes() throws UserInputException {
    SortedMap<String, String> hashes = new TreeMap<>();
    for (Class<?> each : MODULES) {
      Path place = Path.of(URI.create(location(each)));
      String name = place.getFileName().toString();
      hashes.put(each.getPackageName(), CodeHash.of(place.getParent(), List.of(name)));
    }
    return hashes;
  }

  private static String location(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation().toString();
  }
}
