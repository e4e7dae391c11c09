package org.medchain.client.command;

import java.util.Optional;
import org.medchain.client.enrolment.InputException;
import org.medchain.contract.attestation.AttestRecord;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.data.Receipt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code medchain doctor}: a doctor's commands (paper §4). */
@Command(
    name = "doctor",
    description = "Registers a doctor, attests and reads records.",
    subcommands = {
      DoctorClientCommand.DoctorRegisterCommand.class,
      DoctorClientCommand.AttestCommand.class,
      RecordListCommand.class,
      RecordReadCommand.class,
      SearchCommands.Search.class
    })
public final class DoctorClientCommand extends CommandGroup {
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
        throw new InputException("--hospital: say where the doctor works");
      }
      return super.run();
    }
  }

  /**
   * {@code medchain doctor attest}: the doctor's own signature under a record (CON-29, PROC-11).
   */
  @Command(
      name = "attest",
      description = {
        "Counter-signs a record that names you as its doctor: it is verified from then on.",
        "Read it before: the signature covers all of it."
      })
  static final class AttestCommand extends SessionCommand {
    @Mixin private RecordParameter record;

    @Override
    CommandAnswer run() throws Exception {
      Receipt unused = session().require(new AttestRecord(record.id), Outcome.ALREADY_ATTESTED);
      return CommandAnswer.of("record", record.id).text("record {record~} is verified");
    }
  }
}
