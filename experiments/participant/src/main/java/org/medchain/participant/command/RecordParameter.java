package org.medchain.participant.command;

import org.medchain.data.Hash;
import picocli.CommandLine.Parameters;

/** The record that a command is about. */
final class RecordParameter {
  @Parameters(
      index = "0",
      paramLabel = "RECORD",
      converter = SessionCommand.RecordIdConverter.class,
      description = "The record's id, 64 hexadecimal digits.")
  private Hash id;

  Hash id() {
    return id;
  }
}
