package org.medchain.baseline.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.medchain.baseline.SystemKind;
import org.medchain.baseline.chain.PbftRecords;
import org.medchain.baseline.postgres.HospitalSystem;
import org.medchain.baseline.postgres.ReplicatedSystem;
import org.medchain.baseline.run.SystemStarter.StartedSystem;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.member.StoreBackup;
import org.medchain.day.load.FurtherNode;
import org.medchain.experiments.config.UserInputException;

/**
 * What an operator does from time to time, timed (BASE-11); empty where a system has no such step.
 */
record SystemUpkeep(StartedSystem started) {
  private static final double NS_PER_S = 1e9;

  /** A step of an operator. */
  @FunctionalInterface
  private interface Step {
    void run() throws UserInputException, IOException, InterruptedException;
  }

  /** Sites that keep records. */
  static int nodes(SystemKind kind) {
    return switch (kind) {
      case HOSPITAL -> 1;
      case REPLICATED, WITNESSED -> 2;
      case FEDERATED, PBFT, POW -> 4;
    };
  }

  /** A backup of one node: the nightly one of a database, a stopped node's copy of a chain. */
  OptionalDouble backupS() throws UserInputException, IOException, InterruptedException {
    return switch (started.system()) {
      case HospitalSystem hospital -> timed(() -> hospital.server().backUp());
      case PbftRecords unused -> {
        Path copy = started.place().resolve("backup");
        yield timed(() -> StoreBackup.backup(cluster(), "node-3", copy, line -> {}));
      }
      default -> OptionalDouble.empty();
    };
  }

  /** Another site takes part: a new standby by a base backup, a new member of a chain. */
  OptionalDouble joinS() throws UserInputException, IOException, InterruptedException {
    return switch (started.system()) {
      case ReplicatedSystem replicated -> timed(replicated::rebuild);
      case PbftRecords unused -> OptionalDouble.of(FurtherNode.joinSeconds(cluster()));
      default -> OptionalDouble.empty();
    };
  }

  private ClusterFolder cluster() throws UserInputException {
    return ClusterFolder.existing(started.place().resolve("cluster"));
  }

  private static OptionalDouble timed(Step step)
      throws UserInputException, IOException, InterruptedException {
    long beganNs = System.nanoTime();
    step.run();
    return OptionalDouble.of((System.nanoTime() - beganNs) / NS_PER_S);
  }
}
