package org.medchain.participant.command;

import java.util.Optional;
import org.medchain.contract.engine.Role;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code medchain doctor}: what a doctor does (paper §4). */
@Command(
    name = "doctor",
    description = "Registers a doctor, attests and reads records.",
    subcommands = {
      DoctorClientCommand.DoctorRegisterCommand.class,
      AttestCommand.class,
      RecordListCommand.class,
      RecordReadCommand.class,
      SearchCommands.Search.class
    })
public final class DoctorClientCommand extends CommandGroup {
  /** For the service loader. */
  public DoctorClientCommand() {}

  /** Makes the identity. */
  @Command(
      name = "register",
      description =
          "Makes keys, here unless told otherwise, and has the center enrol them as a doctor's.")
  static final class DoctorRegisterCommand extends RegisterCommand {
    @Option(
        names = "--hospital",
        paramLabel = "HOSPITAL",
        description =
            "Where a new doctor works: its key, or an identity of this machine; to move one that is"
                + " registered is the center's.")
    private String employer;

    DoctorRegisterCommand() {
      super(Role.DOCTOR);
    }

    @Override
    CommandAnswer run() throws Exception {
      if (employer != null) {
        hospital = Optional.of(identities().key(employer));
      } else if (isNewParticipant()) {
        throw new UserInputException("--hospital: say where the doctor works");
      }
      return super.run();
    }
  }
}
