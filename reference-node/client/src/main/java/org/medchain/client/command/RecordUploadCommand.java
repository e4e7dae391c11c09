package org.medchain.client.command;

import java.nio.file.Files;
import java.nio.file.Path;
import org.medchain.client.enrolment.InputException;
import org.medchain.client.enrolment.LocalInputs;
import org.medchain.client.identity.KeptRecord;
import org.medchain.client.record.DescribedVisit;
import org.medchain.client.record.RecordUpload;
import org.medchain.client.search.OwnIndex;
import org.medchain.data.PublicKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code medchain patient upload} (paper §4 (2); PROC-5). */
@Command(
    name = "upload",
    description = {
      "Puts the record of a visit on the chain, and its file, encrypted, with three hospitals.",
      "Once interrupted, the same command continues."
    })
final class RecordUploadCommand extends SessionCommand {
  @Parameters(paramLabel = "VISIT", description = "The visit, in JSON; see reference-node/client.")
  private Path visitFile;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      required = true,
      description = "The file of the record; only encrypted bytes of it leave this machine.")
  private Path plain;

  @Option(
      names = "--index-later",
      description =
          "Leaves the entry in your search index to 'index': entered together with others, updates "
              + "do not show which record each belongs to.")
  private boolean indexLater;

  @Override
  CommandAnswer run() throws Exception {
    DescribedVisit visit = LocalInputs.here().visit(visitFile);
    PublicKey doctor = identities().key(visit.doctor());
    if (!Files.isRegularFile(plain)) {
      throw new InputException("--file: " + plain + " is not a file");
    }
    KeptRecord record = new RecordUpload(session()).run(visit, doctor, plain);
    if (!indexLater) {
      record = new OwnIndex(session(), this::progress).add(record);
    }
    return CommandAnswer.of("record", record.id())
        .with("path", record.record().metadata().path())
        .with("file_hash", record.record().metadata().hash())
        .with("doctor", doctor)
        .with("request", record.request())
        .text("record {record}")
        .text("file {path}, encrypted, with three hospitals");
  }
}
