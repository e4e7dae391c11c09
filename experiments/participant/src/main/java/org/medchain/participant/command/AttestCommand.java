package org.medchain.participant.command;

import org.medchain.contract.attestation.AttestRecord;
import org.medchain.contract.engine.Outcome;
import org.medchain.data.Receipt;
import org.medchain.participant.session.ParticipantSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code medchain doctor attest}: the doctor's own signature under a record (CON-29, PROC-11). */
@Command(
    name = "attest",
    description = {
      "Counter-signs a record that names you as its doctor: it is verified from then on.",
      "Read it before: the signature covers all of it."
    })
final class AttestCommand extends SessionCommand {
  @Mixin private RecordParameter record;

  @Override
  CommandAnswer run(ParticipantSession session) throws Exception {
    Receipt unused = session.require(new AttestRecord(record.id), Outcome.ALREADY_ATTESTED);
    return new CommandAnswer().with("record", record.id).text("record {record~} is verified");
  }
}
