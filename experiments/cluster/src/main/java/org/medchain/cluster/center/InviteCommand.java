package org.medchain.cluster.center;

import java.io.IOException;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.experiments.config.Refusal;
import org.medchain.node.center.CenterOrder;
import org.medchain.node.center.Invitation;
import org.medchain.node.transport.PeerRole;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code medchain center invite}: lets a bearer enrol a key of its own. */
@Command(
    name = "invite",
    description =
        "Makes an invitation: whoever has it enrols a key of its own, once, within a day.",
    mixinStandardHelpOptions = true)
final class InviteCommand extends ProcessCommand {
  @Mixin private Addressed addressed;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      required = true,
      converter = AuthoriseCommand.Roles.class,
      description =
          "At the doors of processes: consensus_node, following_node, agency, entity,"
              + " light_client.")
  private PeerRole role;

  @Option(names = "--name", paramLabel = "NAME", required = true, description = "For people.")
  private String name;

  @Override
  protected int run() throws Refusal, IOException, InterruptedException {
    ClusterFolder cluster = addressed.cluster();
    try (CenterAccess center = CenterAccess.of(cluster)) {
      Invitation invitation =
          center.order(client -> client.invite(new CenterOrder.Invite(role, name)));
      out().println(invitation.secret().toHex());
      err()
          .println(
              "For 'center enrol', with the credentials in "
                  + cluster.center().resolve("bootstrap")
                  + "; once.");
      return 0;
    }
  }
}
