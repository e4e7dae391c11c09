package org.medchain.cluster.center;

import java.io.IOException;
import org.medchain.client.enrolment.CenterConnection;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.center.CenterRequest;
import org.medchain.node.center.Invitation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code medchain center invite}: lets a bearer enrol a key of its own. */
@Command(name = "invite", mixinStandardHelpOptions = true)
final class InviteCommand extends ProcessCommand {
  @Mixin private CenterSelection addressed;

  @Mixin private CertifiedName certified;

  @Override
  protected int run() throws UserInputException, IOException, InterruptedException {
    ClusterFolder cluster = addressed.cluster();
    try (CenterConnection center = cluster.connectToCenter()) {
      Invitation invitation =
          center.execute(
              client ->
                  client.invite(
                      new CenterRequest.InvitationRequest(certified.role, certified.name)));
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
