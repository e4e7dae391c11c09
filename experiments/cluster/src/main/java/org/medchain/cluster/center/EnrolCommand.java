package org.medchain.cluster.center;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.medchain.client.enrolment.CenterConnection;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.contract.Genesis;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.center.Invitation;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.PeerRole;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code medchain center enrol}: redeems an invitation (CA-3). */
@Command(name = "enrol", mixinStandardHelpOptions = true)
final class EnrolCommand extends ProcessCommand {
  @Option(names = "--bootstrap", paramLabel = "DIR", required = true)
  private Path bootstrap;

  @Option(names = "--genesis", paramLabel = "FILE", required = true)
  private Path genesisFile;

  @Option(names = "--center", paramLabel = "HOST:PORT", required = true)
  private String center;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      required = true,
      converter = CertifiedName.PeerRoleConverter.class)
  private PeerRole role;

  @Option(names = "--name", paramLabel = "NAME", required = true)
  private String name;

  @Option(names = "--address", paramLabel = "HOST")
  private List<String> addresses = List.of();

  @Option(names = "--out", paramLabel = "DIR", required = true)
  private Path out;

  @Override
  protected int run() throws UserInputException, IOException, InterruptedException {
    if (!center.matches("[^:]+:\\d{1,5}")) {
      throw new UserInputException("--center: '" + center + "' is not HOST:PORT");
    }
    if (Files.exists(out)) {
      throw new UserInputException("--out: " + out + " exists already; keys are not replaced");
    }
    Genesis genesis = ClusterFolder.genesis(genesisFile);
    Identity first = CredentialFiles.read(bootstrap);
    Invitation invitation = TypedInvitation.read("");
    try (CenterConnection access =
        new CenterConnection(first, genesis, RunningProcess.socketAddress(center))) {
      Identity identity =
          access.enrol(
              Identity.generateLedgerKeys(new SecureRandom()), role, name, addresses, invitation);
      CredentialFiles.write(out, identity);
      out().println(identity.ledger().publicKey().value().toHex());
      return 0;
    }
  }
}
