package org.medchain.participant.command;

import java.io.IOException;
import java.util.List;
import org.medchain.data.Hash;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcService;
import org.medchain.participant.identity.ParticipantFolder;
import org.medchain.participant.session.ParticipantSession;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** A command that an identity carries out on its cluster. */
abstract class SessionCommand extends ParticipantCommand {
  @Option(
      names = "--as",
      paramLabel = "NAME",
      required = true,
      description = "The identity that does it.")
  private String name;

  /** Reads the id of a record, a request or a deal. */
  static final class RecordIdConverter implements ITypeConverter<Hash> {
    @Override
    public Hash convert(String text) {
      if (!text.matches("[0-9a-f]{64}")) {
        throw new TypeConversionException(
            "'" + text + "' is no id; allowed are 64 hexadecimal digits");
      }
      return Hash.fromHex(text);
    }
  }

  @Override
  final void answer()
      throws UserInputException, IOException, RefusedException, InterruptedException {
    try (ParticipantSession session =
        ParticipantSession.open(folder(), passphrase(), this::services)) {
      session.beginCommand(typedWords());
      try {
        CommandAnswer answer = run(session);
        if (session.isResumed()) {
          progress("the same command had this ordered before, and did not tell it:");
        }
        tell(answer);
        session.commandTold();
      } catch (RefusedException e) {
        session.commandRefused();
        throw e;
      }
    }
  }

  /** The identity's files. */
  final ParticipantFolder folder() throws UserInputException {
    return identities().named(name);
  }

  /** What it answers to others while it runs. */
  List<RpcService> services() throws UserInputException, IOException {
    return List.of();
  }

  /** Does it with open connections. */
  abstract CommandAnswer run(ParticipantSession session)
      throws UserInputException, IOException, RefusedException, InterruptedException;
}
