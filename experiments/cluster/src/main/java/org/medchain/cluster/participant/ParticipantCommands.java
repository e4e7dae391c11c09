package org.medchain.cluster.participant;

import java.util.List;
import java.util.concurrent.Callable;
import org.medchain.client.command.DoctorClientCommand;
import org.medchain.client.command.HospitalCommand;
import org.medchain.client.command.InstitutionCommand;
import org.medchain.client.command.PatientCommand;
import org.medchain.client.command.PointsCommand;
import org.medchain.client.command.ProofCommand;
import org.medchain.client.command.VerifierCommand;
import org.medchain.experiments.SubcommandSource;

/** The reference client's commands (paper §4), as subcommands of {@code medchain}. */
public final class ParticipantCommands implements SubcommandSource {
  public ParticipantCommands() {}

  @Override
  public List<Callable<Integer>> get() {
    return List.of(
        new PatientCommand(),
        new DoctorClientCommand(),
        new HospitalCommand(),
        new InstitutionCommand(),
        new PointsCommand(),
        new ProofCommand(),
        new VerifierCommand());
  }
}
