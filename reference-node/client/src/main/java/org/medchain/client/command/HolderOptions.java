package org.medchain.client.command;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.client.enrolment.InputException;
import org.medchain.client.session.ParticipantSession;
import org.medchain.data.PublicKey;
import picocli.CommandLine.Option;

/** Hospitals that serve without a node. */
final class HolderOptions {
  @Option(
      names = "--holder",
      paramLabel = "KEY@HOST:PORT",
      description =
          "A hospital that serves without a node: asked for pieces as well, or to delete the file.")
  private List<String> holders = List.of();

  /** The command's session, connected with them too; a key may be an identity of this machine. */
  ParticipantSession connected(SessionCommand command) throws Exception {
    Map<PublicKey, InetSocketAddress> addresses = new LinkedHashMap<>();
    for (String each : holders) {
      int at = each.indexOf('@');
      if (at < 1) {
        throw new InputException("--holder: '" + each + "' is not KEY@HOST:PORT");
      }
      addresses.put(
          command.identities().key(each.substring(0, at)),
          address("--holder", each.substring(at + 1)));
    }
    for (Map.Entry<PublicKey, InetSocketAddress> each : addresses.entrySet()) {
      command.session().link().connect(each.getKey(), each.getValue());
    }
    return command.session();
  }

  /** Reads {@code HOST:PORT}. */
  static InetSocketAddress address(String option, String text) throws InputException {
    int colon = text.lastIndexOf(':');
    if (colon < 1 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
      throw new InputException(option + ": '" + text + "' is not HOST:PORT");
    }
    int port = Integer.parseInt(text.substring(colon + 1));
    if (port > 65_535) {
      throw new InputException(option + ": no port is " + port);
    }
    return InetSocketAddress.createUnresolved(text.substring(0, colon), port);
  }
}
