package org.medchain.client.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.medchain.client.consent.ConsentExport;
import org.medchain.client.consent.ConsentExport.ExportedConsents;
import org.medchain.client.consent.ConsentHistoryReader;
import org.medchain.client.enrolment.InputException;
import org.medchain.client.session.ParticipantSession;
import org.medchain.data.Hash;
import org.medchain.node.durable.DurableFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code medchain patient export}: consents and reads for other systems (PROC-17). */
@Command(
    name = "export",
    description = {
      "Writes your consents, in force and ended, and the reads of your records as a FHIR R4"
          + " bundle:",
      "a Consent for each, and an AuditEvent for each line of 'log', with its place on the ledger.",
      "Parties appear as keys. Nothing is in it that the ledger does not show you."
    })
final class ConsentExportCommand extends SessionCommand {
  @Parameters(
      paramLabel = "RECORD",
      arity = "0..1",
      converter = SessionCommand.RecordIdConverter.class,
      description = "Only what is about this record of yours; everything unless given.")
  private Hash record;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      required = true,
      converter = NewFileConverter.class,
      description =
          "Where the bundle goes; it appears whole or not at all, and only you can read it.")
  private Path target;

  @Mixin private OwnerOption owner;

  /** Refuses what cannot be written before anything is asked. */
  static final class NewFileConverter implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
      Path file = Path.of(text).toAbsolutePath();
      if (file.getParent() == null || !Files.isDirectory(file.getParent())) {
        throw new TypeConversionException("there is no folder for a file '" + text + "'");
      }
      if (Files.isDirectory(file)) {
        throw new TypeConversionException("'" + text + "' is a folder");
      }
      return Path.of(text);
    }
  }

  @Override
  CommandAnswer run() throws Exception {
    ParticipantSession session = session();
    ConsentExport form =
        ServiceLoader.load(ConsentExport.class)
            .findFirst()
            .orElseThrow(() -> new InputException("no module for FHIR is on the class path"));
    ConsentHistoryReader reader =
        new ConsentHistoryReader(session, owner.key(identities(), session.participant()));
    ExportedConsents exported = form.export(record == null ? reader.read() : reader.read(record));
    DurableFile.write(target, exported.text());
    return CommandAnswer.of(exported.resources() + ": " + target)
        .with("resources", exported.counts())
        .with("file", target.toString());
  }
}
