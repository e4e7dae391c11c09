package org.medchain.baseline.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.medchain.baseline.RecordSystem;
import org.medchain.baseline.SystemKind;
import org.medchain.baseline.chain.PbftRecords;
import org.medchain.baseline.chain.PowRecords;
import org.medchain.baseline.postgres.FederatedSystem;
import org.medchain.baseline.postgres.HospitalSystem;
import org.medchain.baseline.postgres.PostgresTemplate;
import org.medchain.baseline.postgres.ReplicatedSystem;
import org.medchain.baseline.witnessed.WitnessedSystem;
import org.medchain.cluster.ClusterSelection;
import org.medchain.cluster.lifetime.TemporaryFolder;
import org.medchain.experiments.config.UserInputException;

/**
 * Starts fresh systems in a folder that goes with the command, however it ends (BASE-1, BASE-10).
 * For one thread.
 */
final class SystemStarter implements AutoCloseable {
  /** As many as the chain has nodes. */
  private static final int HOSPITALS = 4;

  private final DayRecords records;
  private final TemporaryFolder folder;
  private PostgresTemplate template;
  private int started;

  SystemStarter(DayRecords records) throws IOException {
    this.records = records;
    folder = TemporaryFolder.create(ClusterSelection.clusters(), "baseline-");
  }

  /**
   * Starts one.
   *
   * @param roundTripMs between the sites of a database with a standby; 0 for no delay
   * @throws UserInputException where something is not installed, in one line that says what to do
   */
  StartedSystem start(SystemKind kind, double roundTripMs)
      throws UserInputException, IOException, InterruptedException {
    started++;
    Path place = Files.createDirectory(folder.path().resolve(kind.key() + "-" + started));
    RecordSystem system =
        switch (kind) {
          case HOSPITAL -> HospitalSystem.start(template(), place.resolve("site"));
          case REPLICATED -> ReplicatedSystem.start(template(), place, roundTripMs);
          case FEDERATED -> FederatedSystem.start(template(), place, HOSPITALS);
          case PBFT -> PbftRecords.start(place);
          case POW -> PowRecords.start(started);
          case WITNESSED -> WitnessedSystem.start(template(), place, roundTripMs);
        };
    return new StartedSystem(system, place, records);
  }

  /** An empty database, made once: all servers begin with a copy of it. */
  private PostgresTemplate template() throws UserInputException, IOException, InterruptedException {
    if (template == null) {
      template = PostgresTemplate.create(folder.path().resolve("template"));
    }
    return template;
  }

  @Override
  public void close() throws IOException {
    folder.close();
  }
}
