package org.medchain.participant.command;

import java.util.List;
import org.medchain.participant.holding.HolderAddress;
import org.medchain.participant.session.ParticipantSession;
import picocli.CommandLine.Option;

/** Hospitals that serve without a node. */
final class HolderOptions {
  @Option(
      names = "--holder",
      paramLabel = "KEY@HOST:PORT",
      description =
          "A hospital that serves without a node: asked for pieces as well, or to delete the file.")
  private List<String> holders = List.of();

  /** The command's session, connected with them too. */
  ParticipantSession connected(SessionCommand command) throws Exception {
    List<HolderAddress> addresses = HolderAddress.all(holders, command.identities());
    for (HolderAddress each : addresses) {
      command.session().link().connect(each.key(), each.address());
    }
    return command.session();
  }
}
